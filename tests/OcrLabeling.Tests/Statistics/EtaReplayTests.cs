using Xunit.Abstractions;

namespace OcrLabeling.Tests.Statistics;

/// <summary>The ETA along simulated batches: from a quarter of the work on, half of the predictions are within a fifth of the time left.</summary>
public sealed class EtaReplayTests(ITestOutputHelper output)
{
    private const int Seeds = 3;

    [Fact]
    public void From_a_quarter_of_the_work_on_the_median_error_is_at_most_a_fifth_whatever_the_pattern()
    {
        foreach (var pattern in ArrivalPattern.All)
        {
            var judged = Enumerable.Range(1, Seeds).SelectMany(seed => new ReplayedLog(pattern, seed).Judge()).OrderBy(j => j.Error).ToList();
            var (median, within) = (judged[judged.Count / 2].Error, judged.Count(j => j.IsWithin) / (double)judged.Count);
            output.WriteLine($"{pattern.Name}: median error {median:P1}, p90 {judged[judged.Count * 9 / 10].Error:P1}, within the interval {within:P0}");
            Assert.True(median <= 0.2, $"{pattern.Name}: {median:P1}");
        }
    }
}
