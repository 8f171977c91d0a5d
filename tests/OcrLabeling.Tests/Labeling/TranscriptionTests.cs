using OcrLabeling.Core.Templates;

namespace OcrLabeling.Tests.Labeling;

public sealed class TranscriptionTests
{
    [Theory]
    [InlineData(" $25 ", "$25")]
    [InlineData("Cafe\u0301", "Caf\u00e9")]
    [InlineData("\u3000", "")]
    [InlineData("a b", "a b")]
    public void Text_is_normalised_and_trimmed(string raw, string text) => Assert.Equal(text, Transcription.Create(raw, out _)!.Value.Text);

    [Theory]
    [InlineData(null, "needs a text")]
    public void Text_that_cannot_be_kept_is_refused_with_a_reason(string? raw, string reason)
    {
        Assert.Null(Transcription.Create(raw, out var fault));
        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }

    // not inline data: a lone surrogate does not survive the test runner
    [Fact]
    public void Half_a_character_is_refused()
    {
        Assert.Null(Transcription.Create("\ud83d alone", out var fault));
        Assert.Contains("not valid Unicode", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("same", "same", 0)]
    [InlineData("a\U0001F600c", "abc", 1)]
    public void Distance_counts_code_points(string left, string right, int distance) =>
        Assert.Equal(distance, Transcription.Create(left, out _)!.Value.DistanceTo(right));
}
