using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Evaluation;

/// <summary>Starts runs. Thread-safe.</summary>
public sealed class EvaluationService(IDbContextFactory<AppDb> databases, IImageReader reader, IJobQueue queue, AuditLog audit, TimeProvider clock)
{
    public async Task<NewRunOutcome> StartAsync(string engineId, DatasetId datasetId, Guid accountId, CancellationToken ct)
    {
        if (!reader.CropEngineIds.Contains(engineId))
            return new NewRunOutcome.Refused($"There is no engine {engineId} here.");
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Datasets.AsNoTracking().Visible(db, await ProjectScope.OfAsync(db, accountId, ct)).SingleOrDefaultAsync(d => d.Id == datasetId && d.Sha256 != null, ct) is not { } dataset)
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

    /// <summary>Null, or why it keeps its name, for people. An empty name takes it away.</summary>
    public async Task<string?> RenameAsync(EvaluationRunId id, string name, Guid accountId, CancellationToken ct)
    {
        var given = GivenName.Clean(name, EvaluationRun.MaxNameLength);
        if (given is null && !TextRules.IsBlank(name))
            return $"A name has at most {EvaluationRun.MaxNameLength} characters.";
        return await ChangeAsync(id, run =>
        {
            var entry = audit.Entry(accountId, "evaluation.rename", $"evaluation:{id}", $"{run.Name} -> {given}");
            run.Rename(given);
            return entry;
        }, ct) ? null : "There is no such score any more.";
    }

    /// <summary>Takes it out of the lists, or brings it back.</summary>
    public Task<bool> ArchiveAsync(EvaluationRunId id, bool archived, Guid accountId, CancellationToken ct) => ChangeAsync(id, run =>
    {
        run.Shelve(archived ? clock.UtcNow() : null);
        return audit.Entry(accountId, archived ? "evaluation.archive" : "evaluation.restore", $"evaluation:{id}");
    }, ct);

    private async Task<bool> ChangeAsync(EvaluationRunId id, Func<EvaluationRun, AuditEntry> change, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.EvaluationRuns.SingleOrDefaultAsync(r => r.Id == id, ct) is not { } run)
            return false;
        db.Add(change(run));
        await db.SaveChangesAsync(ct);
        return true;
    }
}

public abstract record NewRunOutcome
{
    private NewRunOutcome() { }

    public sealed record Started(EvaluationRunId Id) : NewRunOutcome;

    /// <param name="Reason">For people to read.</param>
    public sealed record Refused(string Reason) : NewRunOutcome;
}
