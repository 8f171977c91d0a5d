using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Datasets;

/// <summary>Datasets to be filled.</summary>
public sealed class DatasetJobs : JobTable
{
    public override JobKind Kind => JobKind.ImportDataset;

    public override async Task<JobState?> FindAsync(AppDb db, Guid id, CancellationToken ct) => (await db.Datasets.SingleOrDefaultAsync(r => r.Id == new DatasetId(id), ct))?.Import;

    public override IQueryable<JobState> States(AppDb db, Guid id) => db.Datasets.Where(r => r.Id == new DatasetId(id)).Select(r => r.Import);

    public override IQueryable<JobState> States(AppDb db, IReadOnlyCollection<Guid> ids)
    {
        var keys = ids.Select(DatasetId.From).ToList();
        return db.Datasets.Where(r => keys.Contains(r.Id)).Select(r => r.Import);
    }

    public override IQueryable<KeyedJob> Visible(AppDb db, ProjectScope reader) => db.Datasets.Visible(db, reader).Select(r => new KeyedJob { Id = (Guid)(object)r.Id, State = r.Import });

    public override async Task<IReadOnlyList<JobDescription>> DescribeAsync(AppDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var keys = ids.Select(DatasetId.From).ToList();
        return await db.Datasets.Where(d => keys.Contains(d.Id)).Select(d => new JobDescription(d.Id.Value, $"{d.Name} v{d.Version}", $"datasets/{d.Id.Value}", null, null)).ToListAsync(ct);
    }
}
