using OcrLabeling.Core.Labeling;

namespace OcrLabeling.Core.Quality;

/// <summary>A word of a page that its answers do not settle.</summary>
/// <param name="Spot">Its place in <see cref="PageAlignment.Spots"/>.</param>
/// <param name="Readings">What is said, most given first, each with the answers that say it; a null text: nothing stands there.</param>
public sealed record PageDispute(int Spot, Labeling.Forms.PixelBox Box, IReadOnlyList<(string? Text, IReadOnlyList<int> Answers)> Readings);

/// <summary>
/// Consensus of transcribed pages, word by word: at each place where any answer has a word, the answers vote for a text or for nothing. A page is resolved when every place has
/// a strict majority of the answers asked for; what has none waits for further answers or for a person, who sees each such word at its place. Answers agree that say the truth at
/// every place: a page is unanimous when all are equal.
/// </summary>
public static class PageVerdict
{
    /// <param name="votes">Counted answers in the order of submission, at least two of them pages and those more than half.</param>
    /// <param name="overlap">Answers asked for, at least 1.</param>
    public static Verdict Of(IReadOnlyCollection<Vote> votes, int overlap)
    {
        var asked = Math.Max(overlap, votes.Count);
        var alignment = PageAlignment.Of([.. votes.Where(v => v.Kind == AnswerKind.Labeled).Select(v => v.Text!)]);
        var outcome = alignment.Spots.All(s => IsSettled(s, asked)) && IsMajority(votes.Count(v => v.Kind == AnswerKind.Labeled), asked) ? VerdictOutcome.Resolved
            : votes.Count >= asked ? VerdictOutcome.Disputed
            : VerdictOutcome.Waiting;
        var pages = votes.Count(v => v.Kind == AnswerKind.Labeled);
        // of an open page, as of an open word, the largest group that says the same
        var agreeing = outcome == VerdictOutcome.Resolved
            ? Enumerable.Range(0, pages).Count(answer => alignment.Spots.All(s => s.Said[answer] == s.Most.Text))
            : Enumerable.Range(0, pages).Max(one => Enumerable.Range(0, pages).Count(other => alignment.Spots.All(s => s.Said[one] == s.Said[other])));
        return new(outcome, AnswerKind.Labeled, alignment.Write((spot, _) => spot.Most.Text), votes.Count, agreeing);
    }

    /// <summary>Whether two pages say the same: the same words at the same places, in the same lines and order.</summary>
    public static bool AreEqual(string one, string other) =>
        PageAlignment.Of([one, other]).Spots.All(s => s.Said[0] == s.Said[1]) && Labeling.Forms.PageTextForm.PlainText(one) == Labeling.Forms.PageTextForm.PlainText(other);

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

    /// <summary>The page with a person's choices at the open words and what most say everywhere else.</summary>
    /// <param name="choices">By <see cref="PageDispute.Spot"/>; null: nothing stands there.</param>
    public static string Settle(IReadOnlyList<string> answers, IReadOnlyDictionary<int, string?> choices) =>
        PageAlignment.Of(answers).Write((spot, index) => choices.TryGetValue(index, out var text) ? text : spot.Most.Text);

    private static bool IsSettled(PageSpot spot, int asked) => IsMajority(spot.Most.Votes, asked);

    private static bool IsMajority(int votes, int asked) => votes * 2 > asked;
}
