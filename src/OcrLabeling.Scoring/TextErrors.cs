namespace OcrLabeling.Scoring;

/// <summary>Character and word edits over the running text of a page.</summary>
internal static class TextErrors
{
    /// <summary>The sign of the ISRI ground truth for a character it could not write; it equals any character, and its word any word.</summary>
    public const char Unwritable = '~';

    public static (EditCounts Characters, EditCounts Words) Count(PageTruth truth, IReadOnlyList<Token> predicted)
    {
        var regions = truth.Regions.Where(r => !r.Ignore).ToList();
        // an order by place needs places on both sides; otherwise each side keeps the order it came in
        var byPlace = truth.Regions.Count > 0 && regions.All(r => r.Box is not null) && predicted.All(p => p.Box is not null);
        var truthText = truth.Regions.Count == 0
            ? truth.Text ?? ""
            : string.Join(' ', Ordered(regions, r => r.Box, byPlace).Select(r => r.Text));
        var readText = string.Join(' ', Ordered(predicted, p => p.Box, byPlace).Select(p => p.Text));
        var hasUnwritable = truth.Regions.Count == 0 && truthText.Contains(Unwritable, StringComparison.Ordinal);
        return Count(Fold(truthText, truth.FoldCase), Fold(readText, truth.FoldCase), hasUnwritable);
    }

    private static (EditCounts, EditCounts) Count(string truth, string read, bool hasUnwritable)
    {
        var truthCharacters = EditDistance.CodePoints(truth);
        if (hasUnwritable)
            truthCharacters.AsSpan().Replace(Unwritable, EditDistance.Wildcard);
        var numbers = new Dictionary<string, int>();
        var truthWords = Numbered(ScoringText.Tokens(truth), numbers, hasUnwritable);
        var readWords = Numbered(ScoringText.Tokens(read), numbers, hasUnwritable: false);
        return (Count(truthCharacters, EditDistance.CodePoints(read)), Count(truthWords, readWords));
    }

    private static EditCounts Count(int[] truth, int[] read) =>
        new(EditDistance.Between(truth, read), truth.Length - truth.AsSpan().Count(EditDistance.Wildcard));

    private static IEnumerable<T> Ordered<T>(IReadOnlyList<T> items, Func<T, Box?> boxOf, bool byPlace) =>
        byPlace ? ReadingOrder.Sort(items, i => boxOf(i).GetValueOrDefault()) : items;

    private static string Fold(string text, bool foldCase)
    {
        var folded = TextRules.Clean(text);
        return foldCase ? ScoringText.ToUpper(folded) : folded;
    }

    private static int[] Numbered(List<string> words, Dictionary<string, int> numbers, bool hasUnwritable) => [.. words.Select(word =>
    {
        if (hasUnwritable && word.Contains(Unwritable, StringComparison.Ordinal))
            return EditDistance.Wildcard;
        if (!numbers.TryGetValue(word, out var number))
            numbers.Add(word, number = numbers.Count);
        return number;
    })];
}
