using OcrLabeling.Ocr.Text;

namespace OcrLabeling.Ocr.Tests.Text;

public sealed class UnicodeTextTests
{
    [Theory]
    [InlineData("ＴＯＴＡＬ：（５）　ﬁ", "TOTAL:(5) fi")]
    [InlineData("m²", "m2")]
    [InlineData("cafe\u0301", "caf\u00E9")]
    public void Compatible_composing_folds_presentation_forms(string text, string expected) =>
        Assert.Equal(expected, UnicodeText.ComposeCompatible(text));
}
