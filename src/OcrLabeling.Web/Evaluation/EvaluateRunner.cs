using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Jail;

namespace OcrLabeling.Web.Evaluation;

/// <summary>
/// The job that scores an engine. It reads the items that have no reading yet, so after a crash it goes on where it stopped;
/// only another version of the engine makes it start afresh.
/// </summary>
internal sealed class EvaluateRunner(
    IDbContextFactory<AppDb> databases, IOcrJail jail, ItemReader reader, RunScores scores, IOptions<PipelineOptions> options, TimeProvider clock) : IJobRunner
{
    private const int ItemsPerWrite = 32;

    public JobKind Kind => JobKind.Evaluate;

    public async Task RunAsync(HeldJob job, IProgress<double> progress, CancellationToken ct)
    {
        var run = await BeginAsync(job, ct);
        await ReadAllAsync(job, run, progress, ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var preRead = (await db.Datasets.AsNoTracking().SingleAsync(d => d.Id == run.DatasetId, ct)).PreRead;
        var report = await scores.ReportAsync(run.Id, $"{run.EngineId} {run.EngineVersion}", preRead, ct);
        (await db.EvaluationRuns.SingleAsync(r => r.Id == run.Id, ct)).Succeed(job.Lease, report.ToJson(), clock.UtcNow());
        await db.SaveChangesAsync(ct);
    }

    private async Task<EvaluationRun> BeginAsync(HeldJob job, CancellationToken ct)
    {
        var id = new EvaluationRunId(job.Subject.Id);
        await using var db = await databases.CreateDbContextAsync(ct);
        var run = await db.EvaluationRuns.SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new JobFailedException("The run was deleted.");
        var engine = (await jail.EnginesAsync(ct)).FirstOrDefault(e => e.Id == run.EngineId) ?? throw new JobFailedException($"There is no engine {run.EngineId} here.");
        if (run.EngineVersion == engine.Version)
            return run;
        run.Begin(engine.Version);
        await db.WhileHeldAsync(
            job,
            async () =>
            {
                await db.EvaluationReadings.Where(r => r.RunId == id).DeleteInChunksAsync(ct);
                await db.SaveChangesAsync(ct);
            },
            ct);
        return run;
    }

    private async Task ReadAllAsync(HeldJob job, EvaluationRun run, IProgress<double> progress, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var items = db.DatasetItems.AsNoTracking().Where(i => i.DatasetId == run.DatasetId);
        // word networks read cut-out words only
        if (!EngineFactory.PageIds.Contains(run.EngineId))
            items = items.Where(i => i.Kind == DatasetItemKind.Crop);
        var total = await items.CountAsync(ct);
        var left = items.Where(i => !db.EvaluationReadings.Any(r => r.RunId == run.Id && r.ItemId == i.Id)).OrderBy(i => i.Kind).ThenBy(i => i.Index);
        var done = total - await left.CountAsync(ct);
        while (await left.Take(ItemsPerWrite).ToListAsync(ct) is { Count: > 0 } chunk)
        {
            var readings = new EvaluationReading[chunk.Count];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = ct };
            await Parallel.ForAsync(0, chunk.Count, parallel, async (i, token) =>
            {
                var read = await reader.ReadAsync(run.EngineId, chunk[i], token);
                readings[i] = new EvaluationReading(run.Id, chunk[i].Id, read.PredictionJson, read.Score, read.Failure);
                progress.Report((double)Interlocked.Increment(ref done) / total);
            });
            db.EvaluationReadings.AddRange(readings);
            await db.SaveHeldAsync(job, ct);
            db.ChangeTracker.Clear();
        }
    }
}
