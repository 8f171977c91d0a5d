using OcrLabeling.Scoring;

namespace OcrLabeling.Ocr.Tests.Scoring;

public sealed class CropScorerTests
{
    private static readonly CropTruth Word = new("w.png", "Total:", "test", "word");

    [Theory]
    [InlineData("Total:", 1, 1, 1)]
    [InlineData(" Total: \n", 1, 1, 1)]
    [InlineData("TOTAL:", 0, 1, 0)]
    [InlineData("Tot al:", 0, 0, 1)]
    [InlineData("Total", 0, 0, 0)]
    public void Equal_text_is_right(string read, int right, int caseless, int withoutSpaces)
    {
        var counts = CropScorer.Score(Word, new("w.png", read)).Counts;
        Assert.Equal((right, caseless, withoutSpaces), (counts.Right, counts.RightCaseless, counts.RightWithoutSpaces));
    }

    [Fact]
    public void Labels_without_punctuation_or_case_are_compared_without() =>
        Assert.Equal(1, CropScorer.Score(Word with { Text = "total", FoldCase = true, AlphanumericOnly = true }, new("w.png", "Total:")).Counts.Right);

    [Fact]
    public void An_answer_below_the_operating_confidence_is_withheld()
    {
        var (sure, unsure) = (new CropPrediction("w.png", "Total:", 0.8), new CropPrediction("w.png", "Total:", 0.3));
        Assert.Equal(new MatchCounts(1, 1, 1), CropScorer.Score(Word, sure).Counts.Operating);
        Assert.Equal(new MatchCounts(0, 0, 1), CropScorer.Score(Word, unsure).Counts.Operating);
        Assert.Equal(new MatchCounts(1, 1, 1), CropScorer.Score(Word, unsure, operatingConfidence: 0.2).Counts.Operating);
    }

    [Fact]
    public void An_empty_crop_is_right_when_nothing_is_read()
    {
        var empty = Word with { Text = "" };
        Assert.Equal(new ShareCounts(1, 1), CropScorer.Score(empty, new("w.png", "")).Counts.Empty);
        Assert.Equal(new ShareCounts(0, 1), CropScorer.Score(empty, new("w.png", "l")).Counts.Empty);
        Assert.Equal(default, CropScorer.Score(Word, new("w.png", "")).Counts.Empty);
    }

    [Fact]
    public void A_failed_crop_is_wrong_and_keeps_its_reason()
    {
        var crop = CropScorer.Score(Word, CropPrediction.Failed("w.png", "timed out"));
        Assert.Equal(("timed out", 1, 0), (crop.Failure, crop.Counts.Failed, crop.Counts.Right));
        Assert.Null(crop.Verdict);
    }
}
