using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Synthesis.Words.Texts;

namespace OcrLabeling.Ocr.Tests.Synthesis.Words.Texts;

public sealed class WordTextsTests
{
    [Fact]
    public void Each_character_has_three_in_a_thousand_positions_signs_hardly_used_one()
    {
        var texts = new WordTexts(seed: 1, WordLists.Read(WordLists.SystemFolder), emptyShare: 0);
        for (var i = 0; i < 20_000; i++)
            texts.Next();
        Assert.All(WordCharset.Characters, character => Assert.True(
            texts.Share(character) >= (CharacterBalance.Seldom.Contains(character, StringComparison.Ordinal) ? 0.001 : 0.003), $"'{character}' has {texts.Share(character):P2}"));
    }

    [Fact]
    public void The_shipped_vocabulary_is_enough()
    {
        var texts = new WordTexts(seed: 2, [], emptyShare: 0.1);
        for (var i = 0; i < 5_000; i++)
        {
            var text = texts.Next();
            Assert.True(WordCharset.Covers(text) && text.Length <= 26 && text == text.Trim() && !text.Contains("  ", StringComparison.Ordinal), text);
        }
    }

    [Fact]
    public void Runs_of_words_and_upper_case_are_common()
    {
        var texts = new WordTexts(seed: 3, [], emptyShare: 0);
        var drawn = Enumerable.Range(0, 5_000).Select(_ => texts.Next()).ToList();
        Assert.InRange(drawn.Count(text => text.Contains(' ')), 600, 2_000);
        Assert.InRange(drawn.Count(text => text.Any(char.IsAsciiLetterUpper) && !text.Any(char.IsAsciiLetterLower)), 900, 3_000);
    }

    [Fact]
    public void Fields_of_forms_are_among_them()
    {
        var texts = new WordTexts(seed: 4, [], emptyShare: 0);
        var drawn = Enumerable.Range(0, 5_000).Select(_ => texts.Next()).ToList();
        Assert.InRange(drawn.Count(text => text.Length > 2 && text.EndsWith(':')), 50, 500);
        Assert.Contains(drawn, text => text.Contains("signature", StringComparison.OrdinalIgnoreCase));
    }
}
