using OcrLabeling.Core.Reading;
using OcrLabeling.Scoring;

namespace OcrLabeling.Ocr.Tests.Scoring;

public sealed class ScoreReportTests
{
    [Fact]
    public void Groups_are_micro_averages_and_overall_holds_everything()
    {
        var report = ScoreReport.From([Page("a", 1, 2), Page("a", 3, 8), Page("b", 0, 10)]);
        Assert.Equal(["a", "b"], report.Groups.Select(g => g.Name));
        Assert.Equal(0.4, report.Groups[0][ScoreFigure.BagRecall]);
        Assert.Equal(0.2, report.Overall[ScoreFigure.BagRecall]);
        Assert.Equal(3, report.Overall.Items);
        Assert.Null(report.Overall[ScoreFigure.WordF1]);
    }

    [Fact]
    public void The_interval_holds_the_value_and_is_the_same_every_time()
    {
        var pages = Enumerable.Range(0, 50).Select(i => Page("a", i % 7, 10)).ToList();
        var value = ScoreReport.From(pages).Overall.Figures[ScoreFigure.BagRecall];
        Assert.True(value.Low < value.Value && value.Value < value.High);
        Assert.Equal(value, ScoreReport.From(pages).Overall.Figures[ScoreFigure.BagRecall]);
        Assert.NotEqual(value, ScoreReport.From(pages, options: new() { Seed = 1 }).Overall.Figures[ScoreFigure.BagRecall]);
    }

    /// <summary>The interval of a mean over many pages nears the normal one: mean ± 1.96 standard errors.</summary>
    [Fact]
    public void The_interval_has_the_width_that_theory_gives()
    {
        var pages = Enumerable.Range(0, 400).Select(i => Page("a", i % 2 * 10, 10)).ToList();
        var value = ScoreReport.From(pages).Overall.Figures[ScoreFigure.BagRecall];
        Assert.Equal(1.96 * 0.5 / Math.Sqrt(400), (value.High!.Value - value.Low!.Value) / 2, 0.005);
    }

    [Fact]
    public void Failures_are_listed_with_their_reasons()
    {
        var report = ScoreReport.From([Page("a", 1, 2), Page("a", 0, 2) with { Image = "bad.png", Failure = "crashed" }]);
        Assert.Equal([new ScoreFailure("bad.png", "crashed")], report.Failures);
    }

    [Fact]
    public void Nothing_to_score_is_refused() => Assert.Throws<ArgumentException>(() => ScoreReport.From(Array.Empty<ScoredPage>()));

    [Fact]
    public void A_report_survives_JSON()
    {
        var report = ScoreReport.From([Page("a", 1, 2) with { Verdicts = [new(0.95, true), new(0.7, false)] }], engine: "test 1");
        var json = ScoreJson.Write(report);
        Assert.Contains("\"bag_f1\": {", json, StringComparison.Ordinal);
        Assert.Equal(json, ScoreJson.Write(ScoreJson.ReadReport(json)));
    }

    [Fact]
    public void The_table_is_aligned_and_shows_only_figures_that_are_defined()
    {
        var report = ScoreReport.From([Page("receipts", 1, 2), Page("letters", 2, 2)], options: new() { Resamples = 0 }, engine: "test 1");
        var lines = ScoreTable.Render(report).Split('\n');
        Assert.Equal("test 1                      letters  receipts  overall", lines[0]);
        Assert.Contains("bag of words: recall          1.000     0.500    0.750", lines);
        Assert.DoesNotContain(lines, l => l.StartsWith("word, IoU", StringComparison.Ordinal));
    }

    [Fact]
    public void Calibration_error_is_the_gap_between_confidence_and_precision()
    {
        var verdicts = Enumerable.Range(0, 10).Select(i => new WordVerdict(0.95, i < 5)).Concat(Enumerable.Repeat(new WordVerdict(0.35, false), 10)).ToList();
        var calibration = Calibration.From(verdicts, ScoringOptions.Default)!;
        Assert.Equal((0.45 * 10 + 0.35 * 10) / 20, calibration.ExpectedCalibrationError, 12);
        Assert.Equal(
            [new(ConfidenceBucketName.High, 10, 0.5, 0.5), new(ConfidenceBucketName.Middle, 0, 0, null), new(ConfidenceBucketName.Low, 10, 0.5, 0)],
            calibration.Buckets);
    }

    [Fact]
    public void Overconfidence_and_underconfidence_in_one_bin_cancel_out_but_not_across_bins()
    {
        Assert.Equal(0, Calibration.From([new(0.5, true), new(0.5, false)], ScoringOptions.Default)!.ExpectedCalibrationError, 12);
        Assert.Equal(0.7, Calibration.From([new(0.3, true), new(0.7, false)], ScoringOptions.Default)!.ExpectedCalibrationError, 12);
    }

    [Fact]
    public void The_buckets_are_those_of_the_pipeline()
    {
        Assert.Equal(WordConfidence.HighFrom, ScoringOptions.Default.HighFrom);
        Assert.Equal(WordConfidence.MiddleFrom, ScoringOptions.Default.MiddleFrom);
    }

    private static ScoredPage Page(string category, int matched, int truth) =>
        new($"{Guid.NewGuid()}.png", category, "test", null, Counts(new(matched, truth, truth)), []);

    private static PageCounts Counts(MatchCounts bag) => new() { Pages = 1, Bag = bag, BagCaseless = bag };
}
