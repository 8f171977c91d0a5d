using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Pipeline;

namespace OcrLabeling.Core.Evaluation;

/// <summary>Starts runs. Thread-safe.</summary>
public sealed class EvaluationDesk(IDbContextFactory<AppDb> databases, IImageReader reader, IJobQueue queue, AuditLog audit, TimeProvider clock)
{
    public async Task<NewRunOutcome> StartAsync(string engineId, DatasetId datasetId, Guid accountId, CancellationToken ct)
    {
        if (!reader.CropEngineIds.Contains(engineId))
            return new NewRunOutcome.Refused($"There is no engine {engineId} here.");
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Datasets.AsNoTracking().SingleOrDefaultAsync(d => d.Id == datasetId && d.Sha256 != null, ct) is not { } dataset)
            return new NewRunOutcome.Refused("There is no complete dataset of this kind.");
        if (dataset.CropCount + dataset.PageCount == 0)
            return new NewRunOutcome.Refused($"{dataset.Name} v{dataset.Version} holds no text that an engine could read.");
        if (dataset.CropCount == 0 && !reader.EngineIds.Contains(engineId))
            return new NewRunOutcome.Refused($"{engineId} reads cut-out words, and {dataset.Name} v{dataset.Version} has pages only.");
        var run = new EvaluationRun(datasetId, engineId, accountId, clock.UtcNow());
        db.Add(run);
        db.Add(audit.Entry(accountId, "evaluation.start", $"evaluation:{run.Id}", $"{engineId} on dataset {datasetId}"));
        await db.SaveChangesAsync(ct);
        await queue.EnqueueAsync(JobKind.Evaluate, [run.Id.Value], ct);
        return new NewRunOutcome.Started(run.Id);
    }
}

public abstract record NewRunOutcome
{
    private NewRunOutcome() { }

    public sealed record Started(EvaluationRunId Id) : NewRunOutcome;

    /// <param name="Reason">For people to read.</param>
    public sealed record Refused(string Reason) : NewRunOutcome;
}
