using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Evaluation;

/// <param name="ReportJson">Null until it succeeded.</param>
/// <param name="Readings">Items read so far.</param>
/// <param name="Failures">Of those, items the engine could not read.</param>
public sealed record EvaluationRow(
    EvaluationRunId Id, string EngineId, string? EngineVersion, DatasetId DatasetId, string DatasetName, int DatasetVersion, int Items, Privacy Privacy,
    JobStatus Status, string? Reason, double Progress, DateTime QueuedAt, DateTime? StartedAt, DateTime? FinishedAt, string? ReportJson, int Readings, int Failures, string? PreReadBy, bool PreReadShown, string? Name, DateTime? ArchivedAt)
{
    /// <summary>Who read the truth of the dataset before people did.</summary>
    public PreReading? PreRead => PreReadBy is null ? null : new(PreReadBy, PreReadShown);

    /// <summary>What people call it, or engine and dataset.</summary>
    public string Title => Name ?? $"{EngineId} on {Dataset}";

    public string Dataset => $"{DatasetName} v{DatasetVersion}";

    public string Engine => EngineVersion is null ? EngineId : $"{EngineId} {EngineVersion}";
}

/// <summary>An item that two engines read differently well.</summary>
public sealed record DifferingItem(DatasetItemRow Item, string PredictionA, string PredictionB, double ScoreA, double ScoreB);

/// <summary>Which of two engines was better.</summary>
public enum BetterEngine { Either, A, B }

/// <summary>Reads runs and what they found. Thread-safe.</summary>
public sealed class EvaluationList(IDbContextFactory<AppDb> databases)
{
    private static readonly SortKeys<EvaluationRun> keys = new() { { "engine", r => r.EngineId }, { "state", r => r.State.Status }, { "queued", r => r.State.QueuedAt } };

    /// <summary>Newest first, unless <paramref name="order"/> asks for another: engine, state or queued.</summary>
    /// <param name="datasetId">Null: all datasets.</param>
    /// <param name="engineId">Null: all engines.</param>
    /// <param name="archived">Those in the archive only, or none of them.</param>
    public async Task<Rows<EvaluationRow>> ListAsync(ProjectScope reader, DatasetId? datasetId, int skip, int take, CancellationToken ct, string? engineId = null, RowOrder order = default, bool archived = false)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var runs = db.EvaluationRuns.AsNoTracking().OfVisibleDatasets(db, reader).Where(r => (r.ArchivedAt != null) == archived);
        if (datasetId is { } only)
            runs = runs.Where(r => r.DatasetId == only);
        if (engineId is not null)
            runs = runs.Where(r => r.EngineId == engineId);
        var ids = await keys.Sort(runs, order, r => r.State.QueuedAt).ThenByDescending(r => r.Id).Skip(skip).Take(take).Select(r => r.Id).ToListAsync(ct);
        var rows = await Rows(db, db.EvaluationRuns.Where(r => ids.Contains(r.Id))).ToDictionaryAsync(r => r.Id, ct);
        return new([.. ids.Where(rows.ContainsKey).Select(id => rows[id])], await runs.CountAsync(ct));
    }

    /// <summary>The engines that were evaluated, by name.</summary>
    public async Task<IReadOnlyList<string>> EnginesAsync(ProjectScope reader, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.EvaluationRuns.OfVisibleDatasets(db, reader).Select(r => r.EngineId).Distinct().OrderBy(e => e).ToListAsync(ct);
    }

    public async Task<EvaluationRow?> FindAsync(ProjectScope reader, EvaluationRunId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Rows(db, db.EvaluationRuns.OfVisibleDatasets(db, reader).Where(r => r.Id == id)).SingleOrDefaultAsync(ct);
    }

    /// <summary>Items of both runs whose scores differ, the largest difference first.</summary>
    public async Task<Rows<DifferingItem>> DifferencesAsync(
        EvaluationRunId a, EvaluationRunId b, DatasetItemKind kind, BetterEngine better, int skip, int take, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var pairs =
            from item in db.DatasetItems.AsNoTracking()
            join ofA in db.EvaluationReadings on item.Id equals ofA.ItemId
            join ofB in db.EvaluationReadings on item.Id equals ofB.ItemId
            where ofA.RunId == a && ofB.RunId == b && item.Kind == kind && ofA.Score != ofB.Score
            select new { item, ofA, ofB };
        if (better != BetterEngine.Either)
            pairs = better == BetterEngine.A ? pairs.Where(p => p.ofA.Score > p.ofB.Score) : pairs.Where(p => p.ofB.Score > p.ofA.Score);
        var rows = await pairs.OrderByDescending(p => Math.Abs(p.ofA.Score - p.ofB.Score)).ThenBy(p => p.item.Index).Skip(skip).Take(take).ToListAsync(ct);
        return new(
            [.. rows.Select(p => new DifferingItem(
                new DatasetItemRow(p.item.Id, p.item.Kind, p.item.Index, p.item.Name, p.item.Category, p.item.Image, p.item.ImageMediaType, p.item.TruthJson),
                p.ofA.PredictionJson, p.ofB.PredictionJson, p.ofA.Score, p.ofB.Score))],
            await pairs.CountAsync(ct));
    }

    /// <summary>Truth and prediction of every item of a kind, in the order of the dataset; an item that was not read has no prediction.</summary>
    public async IAsyncEnumerable<(string TruthJson, string? PredictionJson)> ReadingsAsync(
        EvaluationRunId id, DatasetItemKind kind, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var readings =
            from item in db.DatasetItems
            join run in db.EvaluationRuns on item.DatasetId equals run.DatasetId
            join reading in db.EvaluationReadings on new { RunId = run.Id, ItemId = item.Id } equals new { reading.RunId, reading.ItemId } into read
            from reading in read.DefaultIfEmpty()
            where run.Id == id && item.Kind == kind
            orderby item.Index
            select new { item.TruthJson, reading.PredictionJson };
        await foreach (var row in readings.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
            yield return (row.TruthJson, row.PredictionJson);
    }

    private static IQueryable<EvaluationRow> Rows(AppDb db, IQueryable<EvaluationRun> runs) =>
        from run in runs.AsNoTracking()
        join dataset in db.Datasets on run.DatasetId equals dataset.Id
        orderby run.State.QueuedAt descending, run.Id descending
        select new EvaluationRow(
            run.Id, run.EngineId, run.EngineVersion, dataset.Id, dataset.Name, dataset.Version, dataset.CropCount + dataset.PageCount, dataset.Privacy,
            run.State.Status, run.State.Reason, run.State.Progress, run.State.QueuedAt, run.State.StartedAt, run.State.FinishedAt, run.ReportJson,
            db.EvaluationReadings.Count(r => r.RunId == run.Id), db.EvaluationReadings.Count(r => r.RunId == run.Id && r.Failure != null),
            EF.Property<string?>(dataset, "PreReadBy"), EF.Property<bool>(dataset, "PreReadShown"), run.Name, run.ArchivedAt);
}
