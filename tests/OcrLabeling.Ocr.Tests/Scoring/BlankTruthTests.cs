using OcrLabeling.Scoring;

namespace OcrLabeling.Ocr.Tests.Scoring;

/// <summary>Pages and crops on which nothing stands.</summary>
public sealed class BlankTruthTests
{
    private static readonly ScoringOptions NoIntervals = new() { Resamples = 0 };

    [Fact]
    public void A_blank_page_read_as_blank_is_right()
    {
        foreach (var truth in new[] { Plain("a.png", ""), Plain("a.png", " \u200B "), Plain("a.png", "") with { Words = [], Text = null } })
        {
            var report = Report((truth, new PagePrediction("a.png", [])));
            Assert.Equal((1.0, 1.0, 1.0), (report.Overall[ScoreFigure.BagF1], report.Overall[ScoreFigure.BagPrecision], report.Overall[ScoreFigure.BagRecall]));
            Assert.Equal((0.0, 0.0, 1.0), (report.Overall[ScoreFigure.CharacterErrorRate], report.Overall[ScoreFigure.WordErrorRate], report.Overall[ScoreFigure.BlankPageAccuracy]));
            Assert.Null(report.Overall[ScoreFigure.BagF1Macro]);
        }
    }

    [Fact]
    public void A_page_of_ignored_regions_only_is_blank()
    {
        var truth = Plain("a.png", "") with { Words = [new("###", new(0, 0, 10, 10), Ignore: true)], Text = null };
        var report = Report((truth, new PagePrediction("a.png", [new("noise", new(1, 1, 9, 9))])));
        Assert.Equal((1.0, 1.0), (report.Overall[ScoreFigure.BagF1], report.Overall[ScoreFigure.BlankPageAccuracy]));
    }

    [Fact]
    public void Noise_read_on_a_blank_page_is_wrong()
    {
        var report = Report((Plain("a.png", ""), new PagePrediction("a.png", null, "noise here")));
        Assert.Equal((0.0, 0.0), (report.Overall[ScoreFigure.BagF1], report.Overall[ScoreFigure.BlankPageAccuracy]));
        // the rule of an empty truth: as many errors as were read
        Assert.Equal((10.0, 2.0), (report.Overall[ScoreFigure.CharacterErrorRate], report.Overall[ScoreFigure.WordErrorRate]));
    }

    [Fact]
    public void A_blank_page_is_left_out_of_the_mean_over_pages_and_lowers_no_figure()
    {
        var report = Report((Plain("a.png", ""), new PagePrediction("a.png", null, "")), (Plain("b.png", "one two"), new PagePrediction("b.png", null, "one two")));
        Assert.Equal((1.0, 1.0, 0.0), (report.Overall[ScoreFigure.BagF1Macro], report.Overall[ScoreFigure.BagF1], report.Overall[ScoreFigure.CharacterErrorRate]));
    }

    [Fact]
    public void Pages_with_text_have_no_blank_page_accuracy() =>
        Assert.Null(Report((Plain("b.png", "one two"), new PagePrediction("b.png", null, "one")))
            .Overall[ScoreFigure.BlankPageAccuracy]);

    [Fact]
    public void A_blank_crop_read_as_blank_is_right_and_noise_is_an_error_for_each_character()
    {
        ScoreReport Of(params string[] read) => ScoreReport.From(read.Select((text, i) =>
            CropScorer.Score(new($"{i}.png", i % 2 == 0 ? "" : "  ", "x", "word"), new($"{i}.png", text))), NoIntervals);
        Assert.Equal((1.0, 0.0), (Of("", " ").Overall[ScoreFigure.Swa], Of("", " ").Overall[ScoreFigure.CharacterErrorRate]));
        Assert.Equal((0.5, 3.0), (Of("", "abc").Overall[ScoreFigure.Swa], Of("", "abc").Overall[ScoreFigure.CharacterErrorRate]));
    }

    private static PageTruth Plain(string image, string text) => new(image, "c", "x", 100, 100, null, null, text, false);

    private static ScoreReport Report(params (PageTruth Truth, PagePrediction Read)[] pages) =>
        ScoreReport.From(pages.Select(p => PageScorer.Score(p.Truth, p.Read)), options: NoIntervals);
}
