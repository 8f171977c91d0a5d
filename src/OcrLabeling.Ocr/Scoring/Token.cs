using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Text;

namespace OcrLabeling.Ocr.Scoring;

/// <summary>One word as it is compared.</summary>
internal readonly record struct Token(string Text, Box? Box, double? Confidence = null)
{
    public Token Upper() => this with { Text = UnicodeText.ToUpper(Text) };

    public static List<Token> Split(IEnumerable<TruthRegion> regions) => [.. regions.SelectMany(r => Split(r.Text, r.Box, null))];

    public static List<Token> Split(PagePrediction prediction) => prediction.Words is { } words
        ? [.. words.SelectMany(w => Split(w.Text, w.Box, w.Confidence))]
        : [.. ScoringText.Tokens(prediction.Text ?? "").Select(t => new Token(t, null))];

    /// <summary>A boxed text that holds white space is cut in proportion to character positions; without a box it stays whole.</summary>
    private static IEnumerable<Token> Split(string text, Box? box, double? confidence)
    {
        var words = ScoringText.Tokens(text);
        if (words.Count == 0)
            yield break;
        if (words.Count == 1 || box is not { } whole)
        {
            yield return new(words.Count == 1 ? words[0] : text, box, confidence);
            yield break;
        }
        var characterWidth = whole.Width / ScoringText.Length(text);
        var position = 0;
        foreach (var word in words)
        {
            var start = text.IndexOf(word, position, StringComparison.Ordinal);
            position = start + word.Length;
            var left = whole.X0 + ScoringText.Length(text[..start]) * characterWidth;
            var right = whole.X0 + ScoringText.Length(text[..position]) * characterWidth;
            yield return new(word, whole with { X0 = left, X1 = right }, confidence);
        }
    }
}
