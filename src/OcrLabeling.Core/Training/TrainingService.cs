using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Training;

/// <summary>Starts training runs. Thread-safe.</summary>
public sealed class TrainingService(IDbContextFactory<AppDb> databases, IJobQueue queue, AuditLog audit, TimeProvider clock)
{
    /// <summary>A dataset with fewer words teaches nothing and judges nothing.</summary>
    public const int FewestWords = 20;

    /// <param name="baseModelId">Null: the network that ships with the product.</param>
    public async Task<NewTrainingOutcome> StartAsync(DatasetId datasetId, WordModelId? baseModelId, int steps, Guid accountId, CancellationToken ct)
    {
        if (steps is < 1 or > TrainingRun.MostSteps)
            return new NewTrainingOutcome.Refused($"Steps are 1 to {TrainingRun.MostSteps:N0}.");
        await using var db = await databases.CreateDbContextAsync(ct);
        var dataset = await db.Datasets.AsNoTracking().Visible(db, await ProjectScope.OfAsync(db, accountId, ct)).SingleOrDefaultAsync(d => d.Id == datasetId && d.Sha256 != null, ct);
        if (dataset is null)
            return new NewTrainingOutcome.Refused("There is no complete dataset of this kind.");
        if (dataset.CropCount < FewestWords)
            return new NewTrainingOutcome.Refused($"{dataset.Name} v{dataset.Version} has {dataset.CropCount} word images; training needs at least {FewestWords}.");
        if (baseModelId is { } based && !await db.WordModels.AnyAsync(m => m.Id == based, ct))
            return new NewTrainingOutcome.Refused("There is no such model to start from.");
        var run = new TrainingRun(datasetId, baseModelId, steps, accountId, clock.UtcNow());
        db.Add(run);
        db.Add(audit.Entry(accountId, "training.start", $"training:{run.Id}", $"{steps} steps on {dataset.Name} v{dataset.Version}"));
        await db.SaveChangesAsync(ct);
        await queue.EnqueueAsync(JobKind.Train, [run.Id.Value], ct);
        return new NewTrainingOutcome.Started(run.Id);
    }
}

public abstract record NewTrainingOutcome
{
    private NewTrainingOutcome() { }

    public sealed record Started(TrainingRunId Id) : NewTrainingOutcome;

    /// <param name="Reason">For people to read.</param>
    public sealed record Refused(string Reason) : NewTrainingOutcome;
}
