using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Tests.Labeling;

public sealed class WorkIntervalTests
{
    private static readonly DateTime noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, 10, 10)]
    [InlineData(0, 18, 15)]
    [InlineData(16, 24, 0)]
    [InlineData(25, 40, 10)]
    [InlineData(0, 60, 45)]
    public void What_earlier_answers_cover_is_not_counted_again(int shown, int submitted, int uncovered)
    {
        WorkInterval[] earlier = [Seconds(20, 25), Seconds(15, 20), Seconds(22, 30), Seconds(15, 16)];
        Assert.Equal(uncovered * 1000, Seconds(shown, submitted).UncoveredMilliseconds(earlier));
    }

    [Fact]
    public void The_sum_over_answers_is_the_length_of_their_union_in_any_order()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var intervals = Enumerable.Range(0, 12).Select(_ => random.Next(100)).Select(start => Seconds(start, start + random.Next(30))).ToArray();
            random.Shuffle(intervals);
            var sum = intervals.Select((interval, i) => interval.UncoveredMilliseconds(intervals.Take(i))).Sum();
            var union = Enumerable.Range(0, 130).Count(second => intervals.Any(i => i.ShownAt <= noon.AddSeconds(second) && noon.AddSeconds(second) < i.SubmittedAt));
            Assert.Equal(union * 1000, sum);
        }
    }

    private static WorkInterval Seconds(int shown, int submitted) => new(noon.AddSeconds(shown), noon.AddSeconds(submitted));
}
