using FsCheck;
using FsCheck.Fluent;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Tests.Statistics;

public sealed class EtaTests
{
    private static readonly DateTime Now = Scene.Noon;

    [Fact]
    public void A_batch_with_nothing_left_is_done() => Assert.Equal(new Eta.Done(), Eta.Estimate(BatchStatus.Closed, 6, 6, [], Now.AddDays(-9), Now));

    [Fact]
    public void There_is_no_rate_before_the_first_answer() => Assert.Equal(new Eta.NotAvailable(), Eta.Estimate(BatchStatus.Open, 6, 0, [], Now, Now));

    [Fact]
    public void An_empty_batch_is_not_done() => Assert.Equal(new Eta.NotAvailable(), Eta.Estimate(BatchStatus.Preparing, 0, 0, [], null, Now));

    [Theory]
    [InlineData(BatchStatus.Paused)]
    [InlineData(BatchStatus.Closed)]
    public void A_batch_that_is_not_handed_out_has_none(BatchStatus status) =>
        Assert.Equal(new Eta.NotAvailable(), Eta.Estimate(status, 10, 5, [At(-30, 5)], Now.AddHours(-1), Now));

    [Fact]
    public void A_batch_that_rested_for_a_day_has_none() =>
        Assert.Equal(new Eta.NotAvailable(), Eta.Estimate(BatchStatus.Open, 10, 5, [At(-25 * 60, 5)], Now.AddHours(-26), Now));

    [Fact]
    public void A_free_weekend_does_not_hide_the_rate_of_a_week() =>
        Assert.IsType<Eta.At>(Eta.Estimate(BatchStatus.Open, 10, 5, [At(-50 * 60, 5)], Now.AddDays(-9), Now));

    [Fact]
    public void From_a_day_on_the_last_day_repeats_itself() =>
        // 24 answers in 24 hours, 48 to do
        Assert.Equal(Now.AddHours(48), Time(172, 124, Enumerable.Range(-24, 24).Select(hour => At(60 * hour, 1)), Now.AddDays(-3)));

    [Fact]
    public void Nights_stand_where_they_stood_the_day_before() =>
        // it is noon; yesterday people worked from noon to four and today from eight to noon, 60 an hour: 240 this afternoon, 60 tomorrow from eight
        Assert.Equal(Now.AddHours(21), Time(1480, 1180, Hours(-24, -20).Concat(Hours(-4, 0)), Now.AddDays(-2)));

    [Fact]
    public void Young_batches_are_measured_since_their_first_claim() =>
        Assert.Equal(Now.AddHours(3), Time(40, 10, Enumerable.Range(-6, 6).Select(slot => At(10 * slot, slot == -1 ? 5 : 1)), Now.AddHours(-1)));

    [Fact]
    public void Breaks_are_expected_to_go_on() =>
        // 60 in each of two half hours, an hour between them: 60 an hour, not 120
        Assert.Equal(Now.AddHours(2), Time(240, 120, [At(-120, 20), At(-110, 20), At(-100, 20), At(-30, 20), At(-20, 20), At(-10, 20)], Now.AddHours(-2)));

    [Fact]
    public void Workers_who_have_just_joined_count_in_full() =>
        // one in ten minutes for two hours, ten since an hour
        Assert.Equal(Now.AddHours(1), Time(160, 100, Enumerable.Range(-18, 18).Select(slot => At(10 * slot, slot < -6 ? 1 : 10)), Now.AddHours(-3)));

    [Fact]
    public void The_first_seconds_do_not_make_a_rate() => Assert.Equal(Now.AddMinutes(9), Time(10, 1, [At(0, 1)], Now.AddSeconds(-20), Now.AddSeconds(2)) - TimeSpan.FromSeconds(2));

    [Fact]
    public void The_interval_holds_the_time_and_narrows_with_the_evidence()
    {
        var little = Assert.IsType<Eta.At>(Eta.Estimate(BatchStatus.Open, 400, 40, [At(-20, 30), At(-10, 10)], Now.AddMinutes(-20), Now));
        var much = Assert.IsType<Eta.At>(Eta.Estimate(BatchStatus.Open, 4000, 400, [.. Enumerable.Range(-9, 9).Select(slot => At(10 * slot, slot % 2 == 0 ? 40 : 41))], Now.AddMinutes(-90), Now));
        Assert.InRange(little.Time, little.Earliest, little.Latest);
        Assert.True((little.Latest - little.Earliest) / (little.Time - Now) > 2 * ((much.Latest - much.Earliest) / (much.Time - Now)));
    }

    [Fact]
    public void An_end_beyond_ten_years_is_no_prediction() =>
        Assert.Equal(new Eta.NotAvailable(), Eta.Estimate(BatchStatus.Open, 1_000_000, 1, [At(-60, 1)], Now.AddDays(-2), Now));

    [Fact]
    public void The_last_answers_slide_out_of_the_window_without_a_fault()
    {
        for (var seconds = 0; seconds <= 1200; seconds += 7)
            Eta.Estimate(BatchStatus.Open, 10, 5, [At(0, 1)], Now.AddDays(-9), Now + Eta.History - TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void Half_a_million_assignments_and_one_answer_are_no_prediction() =>
        Assert.Equal(new Eta.NotAvailable(), Eta.Estimate(BatchStatus.Open, 500_000, 1, [At(-60, 1)], Now.AddDays(-9), Now));

    [Fact]
    public void Any_history_has_an_estimate() => Prop.ForAll(
        (from slots in Gen.Zip(Gen.Choose(-1100, 10), Gen.Choose(0, 5)).ListOf()
         from assignments in Gen.Choose(0, 2_000_000)
         from done in Gen.Choose(0, 10)
         from age in Gen.Choose(0, 12 * 24 * 3600)
         from passed in Gen.Choose(0, 3600)
         select (slots, assignments, done, age, passed)).ToArbitrary(), history =>
        {
            var now = Now.AddSeconds(history.passed);
            var pace = history.slots.DistinctBy(s => s.Item1).Select(s => At(10 * s.Item1, s.Item2)).ToList();
            return Eta.Estimate(BatchStatus.Open, history.assignments, history.done, pace, now.AddSeconds(-history.age), now) switch
            {
                Eta.At at => now <= at.Earliest && at.Earliest <= at.Time && at.Time <= at.Latest,
                _ => true,
            };
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static DateTime Time(int assignments, int done, IEnumerable<PaceSlot> pace, DateTime first, DateTime? now = null) =>
        Assert.IsType<Eta.At>(Eta.Estimate(BatchStatus.Open, assignments, done, [.. pace], first, now ?? Now)).Time;

    /// <summary>Sixty answers in each hour.</summary>
    private static IEnumerable<PaceSlot> Hours(int from, int to) => Enumerable.Range(6 * from, 6 * (to - from)).Select(slot => At(10 * slot, 10));

    private static PaceSlot At(int minutesFromNow, int counted) => new(PaceTotals.SlotOf(Now.AddMinutes(minutesFromNow)), counted);
}
