using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Training;

/// <summary>Word networks to be trained on datasets.</summary>
public sealed class TrainingJobs : JobTable
{
    public override JobKind Kind => JobKind.Train;

    public override async Task<JobState?> FindAsync(AppDb db, Guid id, CancellationToken ct) => (await db.TrainingRuns.SingleOrDefaultAsync(r => r.Id == new TrainingRunId(id), ct))?.State;

    public override IQueryable<JobState> States(AppDb db, Guid id) => db.TrainingRuns.Where(r => r.Id == new TrainingRunId(id)).Select(r => r.State);

    public override IQueryable<JobState> States(AppDb db, IReadOnlyCollection<Guid> ids)
    {
        var keys = ids.Select(TrainingRunId.From).ToList();
        return db.TrainingRuns.Where(r => keys.Contains(r.Id)).Select(r => r.State);
    }

    public override IQueryable<KeyedJob> Visible(AppDb db, ProjectScope reader) => db.TrainingRuns.OfVisibleDatasets(db, reader).Select(r => new KeyedJob { Id = (Guid)(object)r.Id, State = r.State });

    public override async Task<IReadOnlyList<JobDescription>> DescribeAsync(AppDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var keys = ids.Select(TrainingRunId.From).ToList();
        return await (
            from run in db.TrainingRuns
            join dataset in db.Datasets on run.DatasetId equals dataset.Id
            where keys.Contains(run.Id)
            select new JobDescription(run.Id.Value, $"{dataset.Name} v{dataset.Version}", $"training/{run.Id.Value}", null, null)).ToListAsync(ct);
    }
}
