using System.Globalization;
using OcrLabeling.Tests.Statistics;

namespace OcrLabeling.Benchmarks;

/// <summary>The ETA along simulated batches, from a quarter of the work on.</summary>
internal static class EtaBenchmark
{
    private const int Seeds = 20;

    public static void Run(Report report)
    {
        foreach (var pattern in ArrivalPattern.All)
        {
            var judged = Enumerable.Range(1, Seeds).SelectMany(seed => new ReplayedLog(pattern, seed).Judge()).OrderBy(j => j.Error).ToList();
            string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";
            report.Add(
                pattern.Name, "error of the time left",
                $"median {Percent(judged[judged.Count / 2].Error)}, p90 {Percent(judged[judged.Count * 9 / 10].Error)}; the end within the interval {Percent(judged.Count(j => j.IsWithin) / (double)judged.Count)}",
                "median <= 20 %");
        }
    }
}
