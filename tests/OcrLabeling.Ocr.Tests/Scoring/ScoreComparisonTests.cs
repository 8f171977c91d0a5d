using OcrLabeling.Scoring;

namespace OcrLabeling.Ocr.Tests.Scoring;

public sealed class ScoreComparisonTests
{
    [Fact]
    public void A_small_gain_on_every_page_is_significant_though_the_pages_differ_widely()
    {
        var a = Enumerable.Range(0, 60).Select(i => Page(i, matched: i)).ToList();
        var b = Enumerable.Range(0, 60).Select(i => Page(i, matched: i + 1)).ToList();
        var recall = ScoreComparison.Between(a, b).Overall.Figures[ScoreFigure.BagRecall];
        Assert.Equal(0.01, recall.Difference, 12);
        Assert.Equal(0.01, recall.Low!.Value, 12);
        Assert.Equal(0, recall.PValue);
        var alone = ScoreReport.From(a).Overall.Figures[ScoreFigure.BagRecall];
        Assert.True(alone.High - alone.Low > 0.05);
    }

    [Fact]
    public void An_engine_does_not_differ_from_itself()
    {
        var pages = Enumerable.Range(0, 20).Select(i => Page(i, matched: i)).ToList();
        var recall = ScoreComparison.Between(pages, pages).Overall.Figures[ScoreFigure.BagRecall];
        Assert.Equal((0, 0, 0, 1), (recall.Difference, recall.Low, recall.High, recall.PValue));
    }

    [Fact]
    public void Pages_that_only_one_engine_read_are_left_out_and_counted()
    {
        var comparison = ScoreComparison.Between([Page(1, 50), Page(2, 50)], [Page(2, 60), Page(3, 60), Page(4, 60)]);
        Assert.Equal((1, 3), (comparison.Overall.Items, comparison.Unpaired));
        Assert.Throws<ArgumentException>(() => ScoreComparison.Between([Page(1, 50)], [Page(2, 50)]));
    }

    private static ScoredPage Page(int number, int matched) =>
        new($"{number}.png", "a", "test", null, new() { Pages = 1, Bag = new(matched, 100, 100), BagCaseless = new(matched, 100, 100) }, []);
}
