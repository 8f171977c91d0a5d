using OcrLabeling.Ocr.Text;

namespace OcrLabeling.Ocr.Tests.Text;

public sealed class UnicodeTextTests
{
    [Theory]
    [InlineData("plain ASCII", "plain ASCII")]
    [InlineData("cafe\u0301", "caf\u00E9")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\uFF21\uFB01", "\uFF21\uFB01")]
    public void Composing_joins_letters_with_their_marks(string text, string expected) => Assert.Equal(expected, UnicodeText.Compose(text));

    [Theory]
    [InlineData("ＴＯＴＡＬ：（５）　ﬁ", "TOTAL:(5) fi")]
    [InlineData("m²", "m2")]
    public void Compatible_composing_folds_presentation_forms(string text, string expected) =>
        Assert.Equal(expected, UnicodeText.ComposeCompatible(text));

    [Theory]
    [InlineData("Straße ﬁne ŉ", "STRASSE FINE ʼN")]
    [InlineData("ılk", "ILK")]
    [InlineData("µ", "\u039C")]
    public void Upper_casing_may_lengthen(string text, string expected) => Assert.Equal(expected, UnicodeText.ToUpper(text));
}
