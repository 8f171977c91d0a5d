using OcrLabeling.Core.Statistics;

namespace OcrLabeling.Tests.Statistics;

public sealed class TaskTimesTests
{
    [Fact]
    public void Below_two_times_there_is_no_percentile()
    {
        Assert.Null(Of(1234).Median);
        Assert.Null(Of().Percentile90);
    }

    [Fact]
    public void Times_in_classes_of_their_own_are_exact()
    {
        Assert.Equal(3500, Of(4000, 1001, 9000, 3000).Median);
        Assert.Equal(4000, Of(4000, 1001, 9000).Median);
        Assert.Equal(9000, Of([.. Enumerable.Range(1, 10).Select(i => i * 1000L)]).Percentile90);
        Assert.Equal(0, Of(0, 0, -5).Median);
    }

    [Fact]
    public void Percentiles_of_many_times_are_within_a_hundredth_of_the_truth()
    {
        var random = new Random(1);
        var times = Enumerable.Range(0, 5000).Select(_ => (long)(3000 * Math.Exp(2 * (random.NextDouble() - 0.5) * 3))).Order().ToArray();
        var counted = Of(times);
        Assert.InRange(counted.Median!.Value / ((times[2499] + times[2500]) / 2.0), 0.992, 1.008);
        Assert.InRange(counted.Percentile90!.Value / times[4499], 0.992, 1.008);
    }

    [Fact]
    public void Times_survive_storage_and_add_up()
    {
        long[] times = [0, 1, 255, 256, 258, 511, 512, 12_345, 86_400_000, long.MaxValue / 2];
        var stored = TaskTimes.FromBytes(Of(times).ToBytes());
        Assert.Equal((times.Length, 384.5), (stored.Count, stored.Median));
        Assert.Equal(86_400_000, stored.Percentile90);
        stored.Add(Of(256, 256, 256, 256));
        Assert.Equal((14, 256), (stored.Count, stored.Median));
    }

    private static TaskTimes Of(params long[] milliseconds)
    {
        var times = new TaskTimes();
        foreach (var time in milliseconds)
            times.Add(time);
        return times;
    }
}
