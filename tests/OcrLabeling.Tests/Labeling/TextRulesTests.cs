using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using OcrLabeling.Scoring;

namespace OcrLabeling.Tests.Labeling;

public sealed class TextRulesTests
{
    /// <summary>Characters the rules treat specially, among plain ones.</summary>
    private static readonly string[] Pieces =
    [
        "a", "é", "e", "\u0301", "\u0323", "1", "-", " ", "  ", "\t", "\n", "\r\n", "\u0085", "\u00A0", "\u2000", "\u202F", "\u2028", "\u3000", "\u001D", "\0", "\u007F", "\u0090", "\u00AD", "\u034F",
        "\u200B", "\u200C", "\u200D", "\u200E", "\u202E", "\u2060", "\uFEFF", "\u0645", "\u06CC", "\u0915", "\u094D", "\u1112", "\u1161", "\u11AB", "\u212B", "\U0001F600", "\U00011013", "\uD800", "\uDC00",
    ];

    private static readonly Arbitrary<string> Texts = Gen.Elements(Pieces).ArrayOf().Select(string.Concat).ToArbitrary();

    public static TheoryData<string, string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string, string>();
        using var file = JsonDocument.Parse(File.ReadAllBytes(Repository.File("tests/OcrLabeling.Tests/Labeling/text-rules.json")));
        foreach (var line in file.RootElement.EnumerateArray())
            cases.Add(line.GetProperty("why").GetString()!, line.GetProperty("input").GetString()!, line.GetProperty("line").GetString()!, line.GetProperty("lines").GetString()!);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_text_is_cleaned_as_the_table_says(string why, string input, string line, string lines)
    {
        Assert.True(line == TextRules.Clean(input), why);
        Assert.True(lines == TextRules.CleanLines(input), why);
    }

    [Fact]
    public void A_surrogate_without_its_partner_becomes_the_replacement_character()
    {
        Assert.Equal("a\uFFFDb", TextRules.Clean("a\uD800b"));
        Assert.Equal("\uFFFD", TextRules.CleanLines("\uDC00"));
    }

    [Fact]
    public void Cleaning_a_clean_text_changes_nothing() => Prop.ForAll(Texts, text =>
        TextRules.Clean(TextRules.Clean(text)) == TextRules.Clean(text) && TextRules.CleanLines(TextRules.CleanLines(text)) == TextRules.CleanLines(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void Lines_joined_by_spaces_are_the_text_in_one_line() => Prop.ForAll(Texts, text =>
        TextRules.Clean(TextRules.CleanLines(text)) == TextRules.Clean(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_clean_text_holds_neither_white_space_but_single_spaces_nor_anything_dropped() => Prop.ForAll(Texts, text =>
    {
        var clean = TextRules.Clean(text);
        return clean == clean.Trim() && clean.IsNormalized() && !clean.Contains("  ", StringComparison.Ordinal)
            && clean.EnumerateRunes().All(r => !TextRules.IsDropped(r) && (r.Value == ' ' || !TextRules.IsWhiteSpace(r)));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1 234", "1\u00A0234", true), InlineData("a  b", "a b", true), InlineData("\uFEFFa", "a", true), InlineData("a", "A", false), InlineData("ab", "a b", false)]
    public void Texts_are_the_same_when_no_difference_can_be_seen(string one, string other, bool areSame) => Assert.Equal(areSame, TextRules.AreSame(one, other));
}
