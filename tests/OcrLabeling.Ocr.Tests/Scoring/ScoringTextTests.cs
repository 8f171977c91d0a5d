using OcrLabeling.Scoring;

namespace OcrLabeling.Ocr.Tests.Scoring;

public sealed class ScoringTextTests
{
    [Theory]
    [InlineData("Straße ﬁne ŉ", "STRASSE FINE ʼN")]
    [InlineData("ılk", "ILK")]
    [InlineData("µ", "\u039C")]
    public void Upper_casing_may_lengthen(string text, string expected) => Assert.Equal(expected, ScoringText.ToUpper(text));
}
