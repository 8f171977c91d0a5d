using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Statistics;

/// <summary>
/// What a worker is told of their own work. Checks are among their answers and never told apart: whoever could see a figure stand still after an answer would know what was a check.
/// Days are UTC. Thread-safe.
/// </summary>
public sealed class WorkerDiary(IDbContextFactory<AppDb> databases, TimeProvider clock)
{
    private const int SlotsPerDay = 24 * PaceTotals.SlotsPerHour;
    private const int DaysShown = 30;

    public async Task<DiaryView> ReadAsync(WorkerId workerId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var today = clock.UtcNow().Date;
        var cells = (await (
            from p in db.PaceTotals
            where p.WorkerId == workerId
            group p by new { p.BatchId, Day = p.Slot / SlotsPerDay } into cell
            select new
            {
                cell.Key.BatchId, cell.Key.Day, Answers = cell.Sum(p => p.Answers), Late = cell.Sum(p => p.Surplus), Flagged = cell.Sum(p => p.Flagged),
                Net = cell.Sum(p => p.NetMilliseconds), Active = cell.Sum(p => p.ActiveMilliseconds),
            }).ToListAsync(ct)).ConvertAll(c => new Cell(c.BatchId, DateTime.UnixEpoch.AddDays(c.Day), new DiaryFigures(c.Answers, c.Late, c.Flagged, TimeSpan.FromMilliseconds(c.Net), TimeSpan.FromMilliseconds(c.Active))));
        var batches = cells.Select(c => c.Batch).Distinct().ToList();
        var names = await (from b in db.Batches
                           join p in db.Pools on b.PoolId equals p.Id
                           where batches.Contains(b.Id)
                           select new { b.Id, b.Name, b.Template, b.IsQualification, Rate = new PayRate(b.IsQualification ? PayBasis.None : p.PaidBy, p.PayAmount, p.Currency) }).ToDictionaryAsync(b => b.Id, ct);
        var monday = today.AddDays(-((int)today.DayOfWeek + 6) % 7);
        var first = today.AddDays(1 - DaysShown);
        return new(
            Period(cells.Where(c => c.Day == today)), Period(cells.Where(c => c.Day >= monday)), Period(cells),
            [.. cells.GroupBy(c => c.Batch).OrderByDescending(g => g.Max(c => c.Day)).ThenBy(g => names[g.Key].Name, StringComparer.OrdinalIgnoreCase)
                .Select(g => new DiaryBatch(g.Key, names[g.Key].Name, names[g.Key].Template, names[g.Key].IsQualification, Sum(g)) { Rate = names[g.Key].Rate })],
            [.. Enumerable.Range(0, DaysShown).Select(i => first.AddDays(i)).Select(day => new ActivityColumn(day, cells.Where(c => c.Day == day).Sum(c => c.Figures.Answers)))],
            await AccuracyAsync(db, workerId, today, ct));

        // each batch is rounded by itself, as in the pay report
        DiaryPeriod Period(IEnumerable<Cell> within)
        {
            var perBatch = within.GroupBy(c => c.Batch).Select(g => (names[g.Key].Rate, Figures: Sum(g))).ToList();
            return new(perBatch.Aggregate(default(DiaryFigures), (sum, b) => sum + b.Figures),
                [.. perBatch.Where(b => b.Rate.Basis != PayBasis.None).GroupBy(b => b.Rate.Currency).OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new Earning(g.Sum(b => b.Rate.Of(b.Figures.Answers, b.Figures.Active)!.Value), g.Key))]);
        }
    }

    /// <summary>Only up to yesterday, only in four grades, and only from enough checks: no single answer can be read out of it.</summary>
    private static async Task<CheckGrade> AccuracyAsync(AppDb db, WorkerId workerId, DateTime today, CancellationToken ct)
    {
        var judged = await db.Answers.Where(a => a.WorkerId == workerId && a.SubmittedAt < today && a.IsRight != null)
            .GroupBy(a => a.IsRight).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var (right, all) = (judged.Where(j => j.Key == true).Sum(j => j.Count), judged.Sum(j => j.Count));
        return Grade(right, all);
    }

    /// <summary>Of <paramref name="all"/> checks.</summary>
    public static CheckGrade Grade(int right, int all) => all < 20 ? CheckGrade.TooFew : (100.0 * right / all) switch
    {
        >= 97 => CheckGrade.Excellent,
        >= 92 => CheckGrade.Good,
        >= 85 => CheckGrade.Fair,
        _ => CheckGrade.NeedsCare,
    };

    private static DiaryFigures Sum(IEnumerable<Cell> cells) => cells.Aggregate(new DiaryFigures(0, 0, 0, TimeSpan.Zero, TimeSpan.Zero), (sum, cell) => sum + cell.Figures);

    private sealed record Cell(BatchId Batch, DateTime Day, DiaryFigures Figures);
}

/// <summary>How many checks of a worker were right: 97 % and more, 92, 85, less; or fewer than 20 checks.</summary>
public enum CheckGrade { TooFew, NeedsCare, Fair, Good, Excellent }

/// <param name="Days">The last thirty, oldest first.</param>
public sealed record DiaryView(
    DiaryPeriod Today, DiaryPeriod Week, DiaryPeriod All, IReadOnlyList<DiaryBatch> Batches, IReadOnlyList<ActivityColumn> Days, CheckGrade Checks);

/// <param name="Earned">At what the pools pay today, one for each currency; empty where no pool says what it pays.</param>
public sealed record DiaryPeriod(DiaryFigures Figures, IReadOnlyList<Earning> Earned);

public readonly record struct Earning(decimal Amount, string Currency);

public sealed record DiaryBatch(BatchId Id, string Name, Template Template, bool IsQualification, DiaryFigures Figures)
{
    /// <summary>Of its pool; none for a qualification.</summary>
    public PayRate Rate { get; init; }

    /// <summary>Null where the pool does not say what it pays.</summary>
    public Earning? Earned => Rate.Of(Figures.Answers, Figures.Active) is { } amount ? new(amount, Rate.Currency) : null;
}

/// <param name="Answers">All that were given, late ones and checks included.</param>
/// <param name="Late">Those of them whose place somebody else had filled; paid like the others.</param>
/// <param name="Flagged">Those of them that are a flag.</param>
public readonly record struct DiaryFigures(int Answers, int Late, int Flagged, TimeSpan Net, TimeSpan Active)
{
    /// <summary>Answers in a minute of active time; null below a minute.</summary>
    public double? PerMinute => Active.TotalMinutes >= 1 ? Answers / Active.TotalMinutes : null;

    /// <summary>0..1; null without answers.</summary>
    public double? FlaggedShare => Answers > 0 ? (double)Flagged / Answers : null;

    public static DiaryFigures operator +(DiaryFigures a, DiaryFigures b) => new(a.Answers + b.Answers, a.Late + b.Late, a.Flagged + b.Flagged, a.Net + b.Net, a.Active + b.Active);
}
