using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Batches;

/// <summary>Batches whose tasks are to be made.</summary>
public sealed class BatchJobs : JobTable
{
    public override JobKind Kind => JobKind.PrepareBatch;

    public override async Task<JobState?> FindAsync(AppDb db, Guid id, CancellationToken ct) => (await db.Batches.SingleOrDefaultAsync(r => r.Id == new BatchId(id), ct))?.Preparation;

    public override IQueryable<JobState> States(AppDb db, Guid id) => db.Batches.Where(r => r.Id == new BatchId(id)).Select(r => r.Preparation);

    public override IQueryable<JobState> States(AppDb db, IReadOnlyCollection<Guid> ids)
    {
        var keys = ids.Select(BatchId.From).ToList();
        return db.Batches.Where(r => keys.Contains(r.Id)).Select(r => r.Preparation);
    }

    public override IQueryable<KeyedJob> Visible(AppDb db, ProjectScope reader) => db.Batches.Visible(db, reader).Select(r => new KeyedJob { Id = (Guid)(object)r.Id, State = r.Preparation });

    public override async Task<IReadOnlyList<JobDescription>> DescribeAsync(AppDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var keys = ids.Select(BatchId.From).ToList();
        return await db.Batches.Where(b => keys.Contains(b.Id)).Select(b => new JobDescription(b.Id.Value, b.Name, $"batches/{b.Id.Value}", null, null)).ToListAsync(ct);
    }
}
