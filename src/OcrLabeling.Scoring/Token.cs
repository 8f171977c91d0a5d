namespace OcrLabeling.Scoring;

/// <summary>One word as it is compared.</summary>
internal readonly record struct Token(string Text, Box? Box, double? Confidence = null)
{
    public Token Upper() => this with { Text = ScoringText.ToUpper(Text) };

    public static List<Token> Split(IEnumerable<TruthRegion> regions) => [.. regions.SelectMany(r => Split(r.Text, r.Box, null))];

    public static List<Token> Split(PagePrediction prediction) => prediction.Words is { } words
        ? [.. words.SelectMany(w => Split(w.Text, w.Box, w.Confidence))]
        : [.. ScoringText.Tokens(prediction.Text ?? "").Select(t => new Token(t, null))];

    /// <summary>
    /// A boxed text that holds white space is cut in proportion to the character positions of the text as it stands; without a box it stays whole. Each word is cleaned
    /// by <see cref="TextRules"/> after the cut, and is no word when nothing of it is left.
    /// </summary>
    private static IEnumerable<Token> Split(string text, Box? box, double? confidence)
    {
        var words = Pieces(text);
        if (words.Count == 0)
            yield break;
        if (words.Count == 1 || box is not { } whole)
        {
            yield return new(words.Count == 1 ? words[0].Text : TextRules.Clean(text), box, confidence);
            yield break;
        }
        var characterWidth = whole.Width / ScoringText.Length(text);
        foreach (var (word, start, end) in words)
            yield return new(word, whole with { X0 = whole.X0 + start * characterWidth, X1 = whole.X0 + end * characterWidth }, confidence);
    }

    /// <summary>The words of a text with the code points of it they stand on, from and to.</summary>
    private static List<(string Text, int Start, int End)> Pieces(string text)
    {
        var pieces = new List<(string, int, int)>();
        var (unit, position, start, startUnit) = (0, 0, 0, 0);
        void Close()
        {
            if (unit > startUnit && TextRules.Clean(text[startUnit..unit]) is { Length: > 0 } word)
                pieces.Add((word, start, position));
        }
        foreach (var rune in text.EnumerateRunes())
        {
            var isSpace = TextRules.IsWhiteSpace(rune);
            if (isSpace)
                Close();
            unit += rune.Utf16SequenceLength;
            position++;
            if (isSpace)
                (start, startUnit) = (position, unit);
        }
        Close();
        return pieces;
    }
}
