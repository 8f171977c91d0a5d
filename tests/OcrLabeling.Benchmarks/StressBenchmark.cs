using OcrLabeling.Tests.Labeling;

namespace OcrLabeling.Benchmarks;

/// <summary>The stress test of the suite, bigger: ten thousand tasks at the default size.</summary>
internal static class StressBenchmark
{
    private const int Overlap = 3;

    public static async Task RunAsync(BenchmarkStore store, BenchmarkOptions options, Report report)
    {
        await store.OpenAsync();
        var tasks = Math.Min(10_000, options.Assignments / Overlap);
        var result = await FloorStress.RunAsync(store, new StressPlan(options.Workers, tasks, Overlap, Seed: 1));
        var where = $"{store.Name}, {options.Workers} workers, {tasks:N0} tasks x {Overlap}";
        report.Add(where, "duplicates, missing, lost, invented", $"{result.Duplicates}, {result.Missing}, {result.Lost}, {result.Invented}", "0, 0, 0, 0");
        report.Add(where, "totals that differ from a recount", $"{result.TotalsFaults}", "0");
        report.Add(where, "what happened", $"{result.Claims:N0} claims, {result.Answers:N0} answers ({result.Surplus:N0} surplus), {result.Skips:N0} skips, {result.Crashes:N0} killed requests, {result.Elapsed.TotalSeconds:0} s");
    }
}
