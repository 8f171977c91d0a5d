using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Statistics;

/// <summary>Submissions (Surplus included) between <paramref name="Start"/> (UTC) and the next column's start.</summary>
public sealed record ActivityColumn(DateTime Start, int Submissions);

/// <summary>Reads the chart of the stats page. Thread-safe.</summary>
public sealed class ActivityOverTime(IDbContextFactory<AppDb> databases)
{
    /// <summary>Submissions by hour from <paramref name="since"/> (UTC, cut to its hour) on, hours without any left out, oldest first.</summary>
    public async Task<IReadOnlyList<ActivityColumn>> ReadHoursAsync(StatsFilter filter, DateTime since, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var first = PaceTotals.SlotOf(HourOf(since));
        var hours = await filter.Pace(db).Where(p => p.Slot >= first).GroupBy(p => p.Slot / PaceTotals.SlotsPerHour).OrderBy(g => g.Key)
            .Select(g => new { g.Key, Count = g.Sum(p => p.Answers) }).ToListAsync(ct);
        return [.. hours.Select(h => new ActivityColumn(PaceTotals.StartOf(h.Key * PaceTotals.SlotsPerHour), h.Count))];
    }

    /// <summary>Columns without gaps from <paramref name="since"/> to <paramref name="until"/>, one for each hour or day (UTC).</summary>
    public static IReadOnlyList<ActivityColumn> Fill(IReadOnlyList<ActivityColumn> hours, DateTime since, DateTime until, bool byDay)
    {
        DateTime StartOf(DateTime time) => byDay ? time.Date : HourOf(time);
        var counts = hours.GroupBy(h => StartOf(h.Start)).ToDictionary(g => g.Key, g => g.Sum(h => h.Submissions));
        var columns = new List<ActivityColumn>();
        for (var start = StartOf(since); start <= StartOf(until); start = byDay ? start.AddDays(1) : start.AddHours(1))
            columns.Add(new(start, counts.GetValueOrDefault(start)));
        return columns;
    }

    private static DateTime HourOf(DateTime time) => time.Date.AddHours(time.Hour);
}
