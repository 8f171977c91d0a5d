using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Statistics;

namespace OcrLabeling.Tests.Statistics;

public sealed class EtaTests
{
    private static readonly DateTime Now = Scene.Noon;

    [Fact]
    public void A_batch_with_nothing_left_is_done() => Assert.Equal(new Eta.Done(), Eta.Estimate(BatchStatus.Closed, 6, 6, 0, Now.AddDays(-9), Now));

    [Fact]
    public void There_is_no_rate_before_the_first_answer() => Assert.Equal(new Eta.NotAvailable(), Eta.Estimate(BatchStatus.Open, 6, 0, 0, Now, Now));

    [Fact]
    public void An_empty_batch_is_not_done() => Assert.Equal(new Eta.NotAvailable(), Eta.Estimate(BatchStatus.Preparing, 0, 0, 0, null, Now));

    [Theory]
    [InlineData(BatchStatus.Paused)]
    [InlineData(BatchStatus.Closed)]
    public void A_batch_that_is_not_handed_out_has_none(BatchStatus status) =>
        Assert.Equal(new Eta.NotAvailable(), Eta.Estimate(status, 10, 5, 5, Now.AddHours(-1), Now));

    [Fact]
    public void Old_batches_are_measured_over_the_last_day() =>
        // 24 answers in 24 hours, 48 to do
        Assert.Equal(new Eta.At(Now.AddHours(48)), Eta.Estimate(BatchStatus.Open, 172, 124, 24, Now.AddDays(-9), Now));

    [Fact]
    public void Young_batches_are_measured_since_their_first_claim() =>
        Assert.Equal(new Eta.At(Now.AddHours(3)), Eta.Estimate(BatchStatus.Open, 40, 10, 10, Now.AddHours(-1), Now));

    [Fact]
    public void The_first_seconds_do_not_make_a_rate() =>
        Assert.Equal(new Eta.At(Now.AddMinutes(9)), Eta.Estimate(BatchStatus.Open, 10, 1, 1, Now.AddSeconds(-2), Now));

    [Fact]
    public void An_end_beyond_ten_years_is_no_prediction() =>
        Assert.Equal(new Eta.NotAvailable(), Eta.Estimate(BatchStatus.Open, 1_000_000, 1, 1, Now.AddDays(-2), Now));
}
