using CsvHelper;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Statistics;

/// <summary>What each worker did in each batch within some days (UTC), ready for paying. From the totals the stats page is read from, so that both agree. Thread-safe.</summary>
public sealed class PayReport(IDbContextFactory<AppDb> databases)
{
    private static readonly string[] Columns =
    [
        "pool", "worker", "worker_id", "batch", "batch_id", "from", "until", "counted", "surplus", "checks", "paid_answers", "net_seconds", "active_seconds", "active_hours", "unseen_seconds", "rate_per", "rate", "amount",
    ];

    /// <param name="from">First day; null: from the beginning.</param>
    /// <param name="until">Last day; null: up to now.</param>
    public async Task<PayView> ReadAsync(StatsFilter filter, DateOnly? from, DateOnly? until, PayRate rate, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var pace = filter.Pace(db);
        if (from is { } first)
            pace = pace.Where(p => p.Slot >= PaceTotals.SlotOf(first.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)));
        if (until is { } last && last < DateOnly.MaxValue)
            pace = pace.Where(p => p.Slot < PaceTotals.SlotOf(last.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)));
        var sums = from p in pace
                   group p by new { p.WorkerId, p.BatchId } into g
                   select new
                   {
                       g.Key.WorkerId, g.Key.BatchId, Answers = g.Sum(p => p.Answers), Counted = g.Sum(p => p.Counted), Surplus = g.Sum(p => p.Surplus),
                       Net = g.Sum(p => p.NetMilliseconds), Active = g.Sum(p => p.ActiveMilliseconds), Unseen = g.Sum(p => p.UnseenMilliseconds),
                   };
        var rows = await (from s in sums
                          join w in db.Workers on s.WorkerId equals w.Id
                          join b in db.Batches on s.BatchId equals b.Id
                          join p in db.Pools on b.PoolId equals p.Id
                          select new { Sum = s, Worker = w.DisplayName, Batch = b.Name, b.IsQualification, Pool = p.Name }).ToListAsync(ct);
        return new(from, until, rate, [.. rows.OrderBy(r => r.Worker, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.Sum.WorkerId.Value).ThenBy(r => r.Batch, StringComparer.OrdinalIgnoreCase).Select(r => new PayRow(
            r.Sum.WorkerId, r.Worker, r.Sum.BatchId, r.Batch, r.Pool, r.IsQualification,
            new PayFigures(r.Sum.Counted, r.Sum.Surplus, r.Sum.Answers - r.Sum.Counted - r.Sum.Surplus, TimeSpan.FromMilliseconds(r.Sum.Net), TimeSpan.FromMilliseconds(r.Sum.Active), TimeSpan.FromMilliseconds(r.Sum.Unseen))) { Rate = rate })]);
    }

    /// <summary>RFC 4180, a row for each worker and batch and none of sums. Names are written by <see cref="Spreadsheet"/>.</summary>
    public static async Task WriteCsvAsync(PayView view, Stream output, CancellationToken ct)
    {
        await using var csv = await Spreadsheet.CreateAsync(output, Columns, ct);
        foreach (var row in view.Rows)
        {
            csv.WriteText(row.Pool);
            csv.WriteText(row.Worker);
            csv.WriteField(row.WorkerId.Value);
            csv.WriteText(row.Batch);
            csv.WriteField(row.BatchId.Value);
            csv.WriteField(view.From, "yyyy-MM-dd");
            csv.WriteField(view.Until, "yyyy-MM-dd");
            csv.WriteField(row.Figures.Counted);
            csv.WriteField(row.Figures.Surplus);
            csv.WriteField(row.Figures.Checks);
            csv.WriteField(row.PaidAnswers);
            csv.WriteField(row.Figures.Net.TotalSeconds, "0.000");
            csv.WriteField(row.Figures.Active.TotalSeconds, "0.000");
            csv.WriteField(row.Figures.Active.TotalHours, "0.0000");
            csv.WriteField(row.Figures.Unseen.TotalSeconds, "0.000");
            csv.WriteField(view.Rate.Basis switch { PayBasis.PerAnswer => "answer", PayBasis.PerActiveHour => "active_hour", _ => null });
            csv.WriteField(view.Rate.Basis == PayBasis.None ? (decimal?)null : view.Rate.Amount);
            csv.WriteField(row.Amount, "0.00");
            await csv.EndRecordAsync(ct);
        }
    }
}

/// <param name="Rows">By worker, then batch.</param>
public sealed record PayView(DateOnly? From, DateOnly? Until, PayRate Rate, IReadOnlyList<PayRow> Rows)
{
    public PayFigures Total => Rows.Aggregate(new PayFigures(0, 0, 0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero), (sum, row) => sum + row.Figures);

    public int PaidAnswers => Rows.Sum(r => r.PaidAnswers);

    /// <summary>Of the rounded amounts of the rows; null without a rate.</summary>
    public decimal? Amount => Rate.Basis == PayBasis.None ? null : Rows.Sum(r => r.Amount ?? 0);
}

/// <param name="IsQualification">Done to be let in, not paid.</param>
public sealed record PayRow(WorkerId WorkerId, string Worker, BatchId BatchId, string Batch, string Pool, bool IsQualification, PayFigures Figures)
{
    public PayRate Rate { get; init; }

    /// <summary>Late answers and checks were work like the others.</summary>
    public int PaidAnswers => IsQualification ? 0 : Figures.Answers;

    public decimal? Amount => IsQualification && Rate.Basis != PayBasis.None ? 0 : Rate.Of(Figures.Answers, Figures.Active);
}

/// <param name="Counted">One of their task's N.</param>
/// <param name="Surplus">Late answers whose place somebody else had filled.</param>
/// <param name="Checks">Answers to gold tasks.</param>
/// <param name="Active">What is paid by the hour: no more than the server saw.</param>
/// <param name="Unseen">What pages claimed as active beyond that; not paid.</param>
public readonly record struct PayFigures(int Counted, int Surplus, int Checks, TimeSpan Net, TimeSpan Active, TimeSpan Unseen)
{
    public int Answers => Counted + Surplus + Checks;

    public static PayFigures operator +(PayFigures a, PayFigures b) => new(a.Counted + b.Counted, a.Surplus + b.Surplus, a.Checks + b.Checks, a.Net + b.Net, a.Active + b.Active, a.Unseen + b.Unseen);
}
