namespace OcrLabeling.Scoring;

/// <summary>Comparison of words without place or order: a word counts as often as both sides hold it.</summary>
internal static class BagOfWords
{
    public static MatchCounts Count(IReadOnlyList<string> truth, IReadOnlyList<string> predicted)
    {
        var left = Totals(truth);
        return new(predicted.LongCount(word => Take(left, word)), predicted.Count, truth.Count);
    }

    /// <summary>Whether each predicted word is among the matched ones; where fewer are matched than predicted, the most confident are.</summary>
    public static bool[] Matched(IReadOnlyList<string> truth, IReadOnlyList<Token> predicted)
    {
        var left = Totals(truth);
        var matched = new bool[predicted.Count];
        foreach (var i in Enumerable.Range(0, predicted.Count).OrderByDescending(i => predicted[i].Confidence ?? 0))
            matched[i] = Take(left, predicted[i].Text);
        return matched;
    }

    public static Dictionary<string, int> Totals(IEnumerable<string> words)
    {
        var totals = new Dictionary<string, int>();
        foreach (var word in words)
            totals[word] = totals.GetValueOrDefault(word) + 1;
        return totals;
    }

    public static bool Take(Dictionary<string, int> totals, string word)
    {
        if (totals.GetValueOrDefault(word) is var left && left == 0)
            return false;
        totals[word] = left - 1;
        return true;
    }

    /// <summary>
    /// Truth words of three characters and more, longest first, looked up in the text without white space, each place used once:
    /// tells engines that lose spaces from engines that lose characters.
    /// </summary>
    /// <param name="pieces">Predicted texts without white space; a word may not span two of them.</param>
    public static ShareCounts CountGlued(IReadOnlyList<string> truth, IEnumerable<string> pieces)
    {
        var text = string.Join('\n', pieces);
        int found = 0, sought = 0;
        foreach (var word in truth.Where(w => ScoringText.Length(w) >= 3).OrderByDescending(ScoringText.Length))
        {
            sought++;
            var at = text.IndexOf(word, StringComparison.Ordinal);
            if (at < 0)
                continue;
            found++;
            text = string.Concat(text.AsSpan(0, at), "\0", text.AsSpan(at + word.Length));
        }
        return new(found, sought);
    }
}
