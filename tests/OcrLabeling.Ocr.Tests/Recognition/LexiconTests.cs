using OcrLabeling.Ocr.Models;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Tests.Support;

namespace OcrLabeling.Ocr.Tests.Recognition;

public sealed class LexiconTests
{
    private static readonly Lexicon Few = Lexicon.Parse("brown\ndon't\nfox\na\n"u8);

    [Theory]
    [InlineData("brown")]
    [InlineData("Brown")]
    [InlineData("BROWN")]
    [InlineData("(brown),")]
    [InlineData("fox's")]
    [InlineData("don't")]
    [InlineData("brown-fox")]
    [InlineData("a brown fox.")]
    [InlineData("12")]
    [InlineData("$1,250.00")]
    [InlineData("22/11/2026")]
    [InlineData("10:45")]
    [InlineData("5%")]
    [InlineData("--")]
    [InlineData("")]
    public void Words_and_numbers_are_plain(string text) => Assert.Equal(0, Few.StrangeTokens(text));

    [Theory]
    [InlineData("bR0wn", 1)]
    [InlineData("brOWN", 1)]
    [InlineData("1.2.x", 1)]
    [InlineData("brown-fix", 1)]
    [InlineData("brown-", 0)]
    [InlineData("grey fax", 2)]
    [InlineData("brown fax", 1)]
    [InlineData("12a", 1)]
    public void Other_tokens_are_strange(string text, int strange) => Assert.Equal(strange, Few.StrangeTokens(text));

    [Fact]
    public void The_shipped_lexicon_is_english_of_both_shores()
    {
        var english = Lexicon.Parse(ModelManifest.Load(Path.Combine(TestFiles.RepositoryRoot, "models")).Read("english-lexicon"));
        Assert.Equal(0, english.StrangeTokens("The colour of the color"));
        Assert.Equal(1, english.StrangeTokens("Ligths"));
    }
}
