using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Quality.Agreement;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Quality;

/// <param name="Gold">Gold tasks in the batch, by how they begin.</param>
/// <param name="Sampled">Tasks with two or more counted answers that <paramref name="Agreement"/> is taken from.</param>
public sealed record QualitySnapshot(
    string Name, int GoldPercent, int GoldFloorPercent, IReadOnlyDictionary<GoldKind, int> Gold, IReadOnlyList<WorkerQuality> Workers, int Sampled, AgreementFigures Agreement);

/// <param name="Accuracy">Of gold answers; null before the first.</param>
/// <param name="Caught">Of wrong pre-labels, those he did not accept; null before the first.</param>
/// <param name="Held">Cards he holds now.</param>
/// <param name="PausedFor">Null while he may work.</param>
public sealed record WorkerQuality(WorkerId Id, string Name, int Answers, int Gold, Wilson? Accuracy, int Corrupted, Wilson? Caught, int Held, string? PausedFor);

/// <summary>Between the counted answers to the same task; each null where it cannot be told.</summary>
/// <param name="Fleiss">Only where every sampled task has the same number of answers.</param>
/// <param name="AlphaText">By edit distance, so that a wrong comma counts less than a wrong word.</param>
public sealed record AgreementFigures(double? Exact, double? Fleiss, double? AlphaNominal, double? AlphaText, double? CharacterErrorRate, double? WordErrorRate);

/// <summary>How good the answers of a batch are. Thread-safe.</summary>
public sealed class QualityReport(IDbContextFactory<AppDb> databases)
{
    /// <summary>The time of alpha by edit distance grows with the square of the different texts.</summary>
    private const int MostSampled = 500;

    /// <summary>Null when there is no such batch.</summary>
    public async Task<QualitySnapshot?> ReadAsync(BatchId batchId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var batch = await db.Batches.Where(b => b.Id == batchId).Select(b => new { b.Name, b.GoldPercent, b.GoldFloorPercent }).SingleOrDefaultAsync(ct);
        if (batch is null)
            return null;
        var gold = await db.Tasks.Where(t => t.BatchId == batchId && t.Sequence < 0).GroupBy(t => t.Gold!.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var (units, truths) = await SampleAsync(db, batchId, ct);
        return new(batch.Name, batch.GoldPercent, batch.GoldFloorPercent, gold, await WorkersAsync(db, batchId, ct), units.Count, Figures(units, truths));
    }

    private static async Task<List<WorkerQuality>> WorkersAsync(AppDb db, BatchId batchId, CancellationToken ct)
    {
        var tallies = await (from t in db.WorkTallies join w in db.Workers on t.WorkerId equals w.Id where t.BatchId == batchId select new { Tally = t, w.DisplayName }).AsNoTracking().ToListAsync(ct);
        var held = await db.Assignments.Where(a => a.BatchId == batchId && a.Status == AssignmentStatus.Claimed)
            .GroupBy(a => a.WorkerId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var pauses = await db.WorkerPauses.Where(p => p.BatchId == batchId && p.LiftedAt == null).ToDictionaryAsync(p => p.WorkerId, p => p.Reason, ct);
        return [.. tallies.Select(t => new WorkerQuality(
            t.Tally.WorkerId, t.DisplayName, t.Tally.Counted + t.Tally.Surplus, t.Tally.Gold, Wilson.Of(t.Tally.GoldRight, t.Tally.Gold), t.Tally.Corrupted, Wilson.Of(t.Tally.Caught, t.Tally.Corrupted),
            held.Where(h => h.Key == t.Tally.WorkerId).Sum(h => h.Count), pauses.GetValueOrDefault(t.Tally.WorkerId))).OrderBy(w => w.Accuracy?.Share ?? 1).ThenBy(w => w.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The counted answers of the tasks that were answered last and have two or more, and what is true of each; undecided ones too, or agreement would look too good.</summary>
    private static async Task<(List<IReadOnlyList<string>> Units, List<(string Truth, string Said)> Texts)> SampleAsync(AppDb db, BatchId batchId, CancellationToken ct)
    {
        var counted = db.Answers.Where(a => a.BatchId == batchId && !a.IsSurplus && a.IsRight == null);
        var tasks = await counted.GroupBy(a => a.TaskId).Where(g => g.Count() > 1).OrderByDescending(g => g.Max(a => a.SubmittedAt)).ThenBy(g => g.Key).Select(g => g.Key).Take(MostSampled).ToListAsync(ct);
        var rows = await counted.Where(a => tasks.Contains(a.TaskId)).Select(a => new { a.TaskId, a.Kind, a.Text }).ToListAsync(ct);
        var truths = await db.Consensus.Where(c => tasks.Contains(c.TaskId) && c.Status != ConsensusStatus.Disputed && c.Text != null).ToDictionaryAsync(c => c.TaskId, c => c.Text!, ct);
        // a flag is a class of its own that no text can be
        var units = rows.GroupBy(r => r.TaskId).Select(g => (IReadOnlyList<string>)[.. g.Select(r => r.Text ?? $"\u0001{r.Kind}")]).ToList();
        return (units, [.. rows.Where(r => r.Text is not null && truths.ContainsKey(r.TaskId)).Select(r => (truths[r.TaskId], r.Text!))]);
    }

    private static AgreementFigures Figures(List<IReadOnlyList<string>> units, List<(string, string)> texts) => new(
        NominalAgreement.Exact(units),
        units.Count > 0 && units.All(u => u.Count == units[0].Count && u.Count > 1) ? NominalAgreement.Fleiss(units) : null,
        KrippendorffAlpha.Nominal(units), KrippendorffAlpha.EditDistance(units), TextAgreement.CharacterErrorRate(texts), TextAgreement.WordErrorRate(texts));
}
