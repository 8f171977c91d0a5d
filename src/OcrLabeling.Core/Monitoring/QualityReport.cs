using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Monitoring;

/// <param name="Gold">Gold tasks in the batch, by how they begin.</param>
/// <param name="Sampled">Tasks with two or more counted answers that <paramref name="Agreement"/> is taken from.</param>
public sealed record QualitySnapshot(
    string Name, Template Template, int GoldPercent, int GoldFloorPercent, IReadOnlyDictionary<GoldKind, int> Gold, IReadOnlyList<WorkerQuality> Workers, int Sampled, AgreementFigures Agreement);

/// <param name="Accuracy">Of gold answers; null before the first.</param>
/// <param name="Caught">Of wrong pre-labels, those they did not accept; null before the first.</param>
/// <param name="Held">Cards they hold now.</param>
/// <param name="PausedFor">Null while they may work.</param>
public sealed record WorkerQuality(WorkerId Id, string Name, int Answers, int Gold, Wilson? Accuracy, int Corrupted, Wilson? Caught, int Held, string? PausedFor);

/// <summary>Between the counted answers to the same task; each null where it cannot be told.</summary>
/// <param name="Fleiss">Only where every sampled task has the same number of answers.</param>
/// <param name="Cohen">Mean over the pairs of workers with enough tasks in common, each weighed by how many.</param>
/// <param name="AlphaText">By edit distance, so that a wrong comma counts less than a wrong word.</param>
/// <param name="BoxOverlap">Mean IoU of the boxes of two answers; of templates with boxes.</param>
/// <param name="CornerOverlap">Mean IoU of the documents whose corners two answers give.</param>
public sealed record AgreementFigures(
    double? Exact, double? Cohen, double? Fleiss, double? AlphaNominal, double? AlphaText, double? CharacterErrorRate, double? WordErrorRate, double? BoxOverlap = null,
    double? CornerOverlap = null);

/// <summary>How good the answers of a batch are. Thread-safe.</summary>
public sealed class QualityReport(IDbContextFactory<AppDb> databases)
{
    /// <summary>The time of alpha by edit distance grows with the square of the different texts.</summary>
    private const int MostSampled = 500;

    /// <summary>Answers that are drawn are long.</summary>
    private const int MostDrawnSampled = 50;

    /// <summary>Tasks two workers have in common from which on their kappa counts.</summary>
    private const int LeastCommon = 5;

    /// <summary>Null when there is no such batch.</summary>
    public async Task<QualitySnapshot?> ReadAsync(BatchId batchId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var batch = await db.Batches.Where(b => b.Id == batchId).Select(b => new { b.Name, b.Template, b.GoldPercent, b.GoldFloorPercent }).SingleOrDefaultAsync(ct);
        if (batch is null)
            return null;
        var gold = await db.Tasks.Where(t => t.BatchId == batchId && t.IsGold).GroupBy(t => t.Gold!.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var sample = await SampleAsync(db, batchId, batch.Template, ct);
        return new(batch.Name, batch.Template, batch.GoldPercent, batch.GoldFloorPercent, gold, await WorkersAsync(db, batchId, ct), sample.Tasks.Count, sample.Figures(LabelingTemplate.Of(batch.Template)));
    }

    private static async Task<List<WorkerQuality>> WorkersAsync(AppDb db, BatchId batchId, CancellationToken ct)
    {
        var totals = await (from t in db.WorkTotals join w in db.Workers on t.WorkerId equals w.Id where t.BatchId == batchId select new { Totals = t, w.DisplayName }).AsNoTracking().ToListAsync(ct);
        var held = await db.Assignments.Where(a => a.BatchId == batchId && a.Status == AssignmentStatus.Claimed)
            .GroupBy(a => a.WorkerId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var pauses = await db.WorkerPauses.Where(p => p.BatchId == batchId && p.LiftedAt == null).ToDictionaryAsync(p => p.WorkerId, p => p.Reason, ct);
        return [.. totals.Select(t => new WorkerQuality(
            t.Totals.WorkerId, t.DisplayName, t.Totals.Counted + t.Totals.Surplus, t.Totals.Gold, Wilson.Of(t.Totals.GoldRight, t.Totals.Gold), t.Totals.Corrupted, Wilson.Of(t.Totals.Caught, t.Totals.Corrupted),
            held.Where(h => h.Key == t.Totals.WorkerId).Sum(h => h.Count), pauses.GetValueOrDefault(t.Totals.WorkerId))).OrderBy(w => w.Accuracy?.Share ?? 1).ThenBy(w => w.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The counted answers of the tasks that were answered last and have two or more, and what is true of each; undecided ones too, or agreement would look too good.</summary>
    private static async Task<Sample> SampleAsync(AppDb db, BatchId batchId, Template template, CancellationToken ct)
    {
        var counted = db.Answers.Where(a => a.BatchId == batchId && !a.IsSurplus && !a.PredatesTurn && a.IsRight == null);
        var most = LabelingTemplate.Of(template).IsExact ? MostSampled : MostDrawnSampled;
        var tasks = await counted.GroupBy(a => a.TaskId).Where(g => g.Count() > 1).OrderByDescending(g => g.Max(a => a.SubmittedAt)).ThenBy(g => g.Key).Select(g => g.Key).Take(most).ToListAsync(ct);
        var rows = await counted.Where(a => tasks.Contains(a.TaskId)).Select(a => new SampledAnswer(a.TaskId, a.WorkerId, a.Kind, a.Text)).ToListAsync(ct);
        var truths = await db.Consensus.Where(c => tasks.Contains(c.TaskId) && (c.Status == ConsensusStatus.Resolved || c.Status == ConsensusStatus.Adjudicated) && c.Text != null).ToDictionaryAsync(c => c.TaskId, c => c.Text!, ct);
        return new([.. rows.GroupBy(r => r.TaskId).Select(g => g.ToList())], truths);
    }

    private sealed record SampledAnswer(TaskId TaskId, WorkerId WorkerId, AnswerKind Kind, string? Text)
    {
        // a flag is a class of its own that no text can be
        public string Class => Text ?? $"\u0001{Kind}";
    }

    private sealed record Sample(List<List<SampledAnswer>> Tasks, Dictionary<TaskId, string> Truths)
    {
        public AgreementFigures Figures(LabelingTemplate template)
        {
            var units = Tasks.ConvertAll(t => (IReadOnlyList<string>)[.. t.Select(a => a.Class)]);
            var words = template.Truth == TruthKind.Text;
            var texts = words ? Tasks.SelectMany(t => t).Where(a => a.Text is not null && Truths.ContainsKey(a.TaskId)).Select(a => (Truths[a.TaskId], a.Text!)).ToList() : [];
            return new(
                NominalAgreement.Exact(units), Cohen(),
                units.Count > 0 && units.TrueForAll(u => u.Count == units[0].Count) ? NominalAgreement.Fleiss(units) : null,
                KrippendorffAlpha.Nominal(units), words ? KrippendorffAlpha.EditDistance(units) : null, TextAgreement.CharacterErrorRate(texts), TextAgreement.WordErrorRate(texts),
                Mean(template.BoxOverlap), Mean(template.CornerOverlap));
        }

        private double? Cohen()
        {
            var pairs = Tasks.SelectMany(t => t.SelectMany(a => t.Where(b => a.WorkerId.Value.CompareTo(b.WorkerId.Value) < 0).Select(b => (First: a, Second: b))))
                .GroupBy(p => (p.First.WorkerId, p.Second.WorkerId)).Where(g => g.Count() >= LeastCommon)
                .Select(g => (Kappa: NominalAgreement.Cohen([.. g.Select(p => (p.First.Class, p.Second.Class))]), Tasks: g.Count())).Where(p => p.Kappa is not null).ToList();
            return pairs.Count == 0 ? null : pairs.Sum(p => p.Kappa!.Value * p.Tasks) / pairs.Sum(p => p.Tasks);
        }

        /// <summary>Over the pairs of answers to the same task that are no flags, and can be compared.</summary>
        private double? Mean(Func<string, string, double?> compare) =>
            Tasks.ConvertAll(t => t.Where(a => a.Text is not null).Select(a => a.Text!).ToList())
                .SelectMany(t => t.SelectMany((first, i) => t.Skip(i + 1).Select(second => compare(first, second)))).Average();
    }
}
