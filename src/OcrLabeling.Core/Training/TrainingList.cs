using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Training;

/// <param name="BaseNumber">Number of the model it started from; null: the one that ships with the product.</param>
/// <param name="Model">What came out; null until it succeeded.</param>
public sealed record TrainingRow(
    TrainingRunId Id, DatasetId DatasetId, string Dataset, int? BaseNumber, int Steps, int LearnedWords, int HeldOutWords, string CurveJson,
    JobStatus Status, string? Reason, double Progress, DateTime QueuedAt, DateTime? StartedAt, DateTime? FinishedAt, string CreatedBy, WordModel? Model);

/// <summary>Reads training runs and the models they made. Thread-safe.</summary>
public sealed class TrainingList(IDbContextFactory<AppDb> databases)
{
    private static readonly SortKeys<TrainingRun> keys = new()
    {
        { "queued", r => r.State.QueuedAt }, { "state", r => r.State.Status }, { "steps", r => r.Steps }, { "learned", r => r.LearnedWords }, { "held", r => r.HeldOutWords },
    };

    /// <summary>Newest first, unless <paramref name="order"/> asks for another: queued, state, steps, learned or held.</summary>
    public async Task<Rows<TrainingRow>> ListAsync(ProjectScope reader, int skip, int take, CancellationToken ct, RowOrder order = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var runs = db.TrainingRuns.OfVisibleDatasets(db, reader);
        var ids = await keys.Sort(runs, order, r => r.State.QueuedAt).ThenByDescending(r => r.Id).Skip(skip).Take(take).Select(r => r.Id).ToListAsync(ct);
        var rows = await Rows(db, db.TrainingRuns.Where(r => ids.Contains(r.Id))).ToDictionaryAsync(r => r.Id, ct);
        return new([.. ids.Where(rows.ContainsKey).Select(id => rows[id])], await runs.CountAsync(ct));
    }

    public async Task<TrainingRow?> FindAsync(TrainingRunId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Rows(db, db.TrainingRuns.Where(r => r.Id == id)).SingleOrDefaultAsync(ct);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<WordModel>> ModelsAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.WordModels.AsNoTracking().OrderByDescending(m => m.Number).ToListAsync(ct);
    }

    private static IQueryable<TrainingRow> Rows(AppDb db, IQueryable<TrainingRun> runs) =>
        from run in runs.AsNoTracking()
        join dataset in db.Datasets on run.DatasetId equals dataset.Id
        join account in db.Users on run.CreatedBy equals account.Id
        join started in db.WordModels on run.BaseModelId equals started.Id into bases
        from started in bases.DefaultIfEmpty()
        join model in db.WordModels on run.Id equals model.RunId into models
        from model in models.DefaultIfEmpty()
        orderby run.State.QueuedAt descending, run.Id descending
        select new TrainingRow(
            run.Id, dataset.Id, dataset.Name + " v" + dataset.Version, started == null ? null : started.Number, run.Steps, run.LearnedWords, run.HeldOutWords,
            run.CurveJson, run.State.Status, run.State.Reason, run.State.Progress, run.State.QueuedAt, run.State.StartedAt, run.State.FinishedAt,
            account.DisplayName, model);
}
