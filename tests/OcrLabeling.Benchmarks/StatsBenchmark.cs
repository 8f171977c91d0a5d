using System.Diagnostics;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Monitoring;
using OcrLabeling.Core.Statistics;

namespace OcrLabeling.Benchmarks;

/// <summary>Both tables and the chart of the stats page over a million answers.</summary>
internal static class StatsBenchmark
{
    private const int Warm = 3;
    private const int Times = 40;

    public static async Task RunAsync(BenchmarkStore store, BenchmarkOptions options, Report report)
    {
        var seed = await FloorSeed.OpenAsync(store, options, answered: true);
        var where = $"{store.Name}, {options.Assignments:N0} answers in {options.Batches}";
        var statistics = new LabelingStatistics(store, TimeProvider.System);
        var activity = new ActivityOverTime(store);
        var some = StatsFilter.All with { Batches = [.. seed.Batches.Take(10)] };
        report.AddTimes(where, "both tables", await TimeAsync(() => statistics.ReadAsync(StatsFilter.All, default)), "p95 <= 300 ms");
        report.AddTimes(where, "both tables, ten batches chosen", await TimeAsync(() => statistics.ReadAsync(some, default)), "p95 <= 300 ms");
        report.AddTimes(where, "chart of a day", await TimeAsync(() => activity.ReadHoursAsync(StatsFilter.All, DateTime.UtcNow.AddDays(-1), default)));
        report.AddTimes(where, "chart of a year", await TimeAsync(() => activity.ReadHoursAsync(StatsFilter.All, DateTime.UtcNow.AddYears(-1), default)));
        var live = new LiveMonitor(store, TimeProvider.System);
        report.AddTimes(where, "live page of a batch", await TimeAsync(() => live.ReadAsync(ProjectScope.Everything, seed.Batches[0], null, 24, default)));
        var done = (await statistics.ReadAsync(StatsFilter.All, default)).Batches.Sum(b => b.Done);
        report.Add(where, "answers counted", $"{done:N0}", $"{options.Assignments:N0}");
        await ExportBenchmark.MeasureAsync(store, seed, options, report);
    }

    private static async Task<List<double>> TimeAsync<T>(Func<Task<T>> read)
    {
        var times = new List<double>();
        for (var i = 0; i < Warm + Times; i++)
        {
            var watch = Stopwatch.StartNew();
            await read();
            if (i >= Warm)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }
        return times;
    }
}
