using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Evaluation;

/// <summary>Engines to be scored against datasets.</summary>
public sealed class EvaluationJobs : JobTable
{
    public override JobKind Kind => JobKind.Evaluate;

    public override async Task<JobState?> FindAsync(AppDb db, Guid id, CancellationToken ct) => (await db.EvaluationRuns.SingleOrDefaultAsync(r => r.Id == new EvaluationRunId(id), ct))?.State;

    public override IQueryable<JobState> States(AppDb db, Guid id) => db.EvaluationRuns.Where(r => r.Id == new EvaluationRunId(id)).Select(r => r.State);

    public override IQueryable<JobState> States(AppDb db, IReadOnlyCollection<Guid> ids)
    {
        var keys = ids.Select(EvaluationRunId.From).ToList();
        return db.EvaluationRuns.Where(r => keys.Contains(r.Id)).Select(r => r.State);
    }

    public override IQueryable<KeyedJob> Visible(AppDb db, ProjectScope reader) => db.EvaluationRuns.OfVisibleDatasets(db, reader).Select(r => new KeyedJob { Id = (Guid)(object)r.Id, State = r.State });

    public override async Task<IReadOnlyList<JobDescription>> DescribeAsync(AppDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var keys = ids.Select(EvaluationRunId.From).ToList();
        return await (
            from run in db.EvaluationRuns
            join dataset in db.Datasets on run.DatasetId equals dataset.Id
            where keys.Contains(run.Id)
            select new JobDescription(run.Id.Value, $"{dataset.Name} v{dataset.Version}", $"evaluations/{run.Id.Value}", null, run.EngineId)).ToListAsync(ct);
    }
}
