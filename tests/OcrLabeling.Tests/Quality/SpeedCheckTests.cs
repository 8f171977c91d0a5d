using OcrLabeling.Core.Monitoring;

namespace OcrLabeling.Tests.Quality;

public sealed class SpeedCheckTests
{
    [Fact]
    public void Without_answers_nothing_is_told() => Assert.Null(SpeedCheck.Of([], Times(30, 2)));

    [Fact]
    public void Shares_and_median_are_of_the_own_answers()
    {
        var check = SpeedCheck.Of([.. Times(3, 0.2), .. Times(1, 0.3), .. Times(6, 2)], [])!;
        Assert.Equal((TimeSpan.FromSeconds(2), 0.3), (check.Median, check.TooFast));
    }

    [Theory]
    [InlineData(19, 0.1, false)]
    [InlineData(20, 0.1, true)]
    [InlineData(20, 0.3, true)]
    [InlineData(20, 0.66, true)]
    [InlineData(20, 0.67, false)]
    [InlineData(20, 5, false)]
    public void Whoever_is_three_times_as_fast_as_the_others_or_faster_than_a_look_is_suspicious(int answers, double seconds, bool suspicious) =>
        Assert.Equal(suspicious, SpeedCheck.Of(Times(answers, seconds), Times(20, 2))!.IsSuspicious);

    [Fact]
    public void A_few_blind_presses_among_many_are_not_suspicious_a_fifth_and_more_is()
    {
        Assert.False(SpeedCheck.Of([.. Times(20, 0.1), .. Times(80, 2)], [])!.IsSuspicious);
        Assert.True(SpeedCheck.Of([.. Times(21, 0.1), .. Times(79, 2)], [])!.IsSuspicious);
    }

    [Fact]
    public void Others_who_have_hardly_begun_are_no_measure() => Assert.False(SpeedCheck.Of(Times(50, 0.5), Times(19, 20))!.IsSuspicious);

    private static TimeSpan[] Times(int count, double seconds) => [.. Enumerable.Repeat(TimeSpan.FromSeconds(seconds), count)];
}
