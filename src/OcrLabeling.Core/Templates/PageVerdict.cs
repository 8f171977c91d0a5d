namespace OcrLabeling.Core.Templates;

/// <summary>A word of a page that its answers do not settle.</summary>
/// <param name="Spot">Its place in <see cref="PageAlignment.Spots"/>.</param>
/// <param name="Readings">What is said, most given first, each with the answers that say it; a null text: nothing stands there.</param>
public sealed record PageDispute(int Spot, PixelBox Box, IReadOnlyList<(string? Text, IReadOnlyList<int> Answers)> Readings);

/// <summary>
/// Consensus of transcribed pages, word by word: at each place where any answer has a word, the answers vote for a text or for nothing. A page is resolved when every place has
/// a strict majority of the answers asked for, and most of the answers that have two neighbouring words read them in this order and in these lines; what has no majority waits for further
/// answers or for a person, who sees each such word at its place and each such line. Answers agree that equal the truth: a page is unanimous when all are equal.
/// </summary>
public static class PageVerdict
{
    /// <param name="votes">Counted answers in the order of submission, at least two of them pages and those more than half.</param>
    /// <param name="overlap">Answers asked for, at least 1.</param>
    public static Verdict Of(IReadOnlyCollection<Vote> votes, int overlap)
    {
        var asked = Math.Max(overlap, votes.Count);
        var answers = votes.Where(v => v.Kind == AnswerKind.Labeled).Select(v => v.Text!).ToList();
        var alignment = PageAlignment.Of(answers);
        var page = alignment.Write((spot, _) => spot.Most.Text);
        var outcome = alignment.Spots.All(s => IsSettled(s, asked)) && alignment.OpenPairs().Count == 0 && IsMajority(answers.Count, asked) ? VerdictOutcome.Resolved
            : votes.Count >= asked ? VerdictOutcome.Disputed
            : VerdictOutcome.Waiting;
        // of an open page, as of an open word, the largest group that says the same
        var agreeing = outcome == VerdictOutcome.Resolved ? answers.Count(answer => AreEqual(answer, page)) : answers.Max(one => answers.Count(other => AreEqual(one, other)));
        return new(outcome, AnswerKind.Labeled, page, votes.Count, agreeing);
    }

    /// <summary>Whether two pages say the same: the same words at the same places, in the same lines and order.</summary>
    public static bool AreEqual(string one, string other) =>
        PageAlignment.Of([one, other]).Spots.All(s => s.Said[0] == s.Said[1]) && PageTextForm.PlainText(one) == PageTextForm.PlainText(other);

    /// <summary>The words that the answers leave open, in reading order; none where they settle every one.</summary>
    /// <param name="answers">Pages.</param>
    /// <param name="votes">Counted answers, flags among them; at least as many as there are pages.</param>
    public static IReadOnlyList<PageDispute> Disputes(IReadOnlyList<string> answers, int votes) => answers.Count < 2 ? [] :
    [
        .. PageAlignment.Of(answers).Spots.Index().Where(s => !IsSettled(s.Item, votes)).Select(s => new PageDispute(s.Index, s.Item.Box,
        [
            .. s.Item.Said.Index().GroupBy(said => said.Item ?? "").OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Length == 0)
                .Select(g => (g.Key.Length == 0 ? null : g.Key, (IReadOnlyList<int>)[.. g.Select(said => said.Index)])),
        ])),
    ];

    /// <summary>Lines whose words, or whose place behind the line before, the answers read in different orders, none of them by more than half: what they hold by <see cref="Of"/>, in its order.</summary>
    public static IReadOnlyList<string> OpenLines(IReadOnlyList<string> answers)
    {
        if (answers.Count < 2)
            return [];
        var alignment = PageAlignment.Of(answers);
        var lines = alignment.OpenPairs().SelectMany(pair => new[] { pair.First.Line, pair.Second.Line }).Distinct().Order();
        return [.. lines.Select(line => string.Join(' ', alignment.Spots.Where(s => s.Line == line).Select(s => s.Most.Text).Where(text => text is not null)))];
    }

    /// <summary>The page with a person's choices at the open words and what most say everywhere else.</summary>
    /// <param name="choices">By <see cref="PageDispute.Spot"/>; null: nothing stands there.</param>
    public static string Settle(IReadOnlyList<string> answers, IReadOnlyDictionary<int, string?> choices) =>
        PageAlignment.Of(answers).Write((spot, index) => choices.TryGetValue(index, out var text) ? text : spot.Most.Text);

    private static bool IsSettled(PageSpot spot, int asked) => IsMajority(spot.Most.Votes, asked);

    private static bool IsMajority(int votes, int asked) => votes * 2 > asked;
}
