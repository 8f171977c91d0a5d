namespace OcrLabeling.Core.Templates;

/// <summary>
/// Consensus of drawn answers. The truth lies in the middle of them; an answer agrees when it is near enough to that, and the truth is resolved when more than
/// half of the N asked for agree. Flags are votes against every drawing.
/// </summary>
internal static class DrawnVerdict
{
    /// <param name="votes">Counted answers in the order of submission.</param>
    /// <param name="overlap">Answers asked for, at least 1.</param>
    /// <param name="between">What lies in the middle of drawings.</param>
    /// <param name="agree">Whether a drawing, given second, is near enough to the truth.</param>
    public static Verdict Of(IReadOnlyCollection<Vote> votes, int overlap, Func<IReadOnlyList<string>, string> between, Func<string, string, bool> agree)
    {
        // what is said by flags, and by a single drawing, is said by counting
        if (!IsDrawn(votes))
            return Verdict.Of(votes, overlap);
        var drawings = votes.Where(v => v.Kind == AnswerKind.Labeled).Select(v => v.Text!).ToList();
        var truth = between(drawings);
        var agreeing = drawings.Count(d => agree(truth, d));
        var asked = Math.Max(overlap, votes.Count);
        var outcome = agreeing * 2 > asked ? VerdictOutcome.Resolved : votes.Count >= asked ? VerdictOutcome.Disputed : VerdictOutcome.Waiting;
        return new Verdict(outcome, AnswerKind.Labeled, truth, votes.Count, agreeing);
    }

    /// <summary>Whether the answers are drawings, two at least and more of them than flags.</summary>
    public static bool IsDrawn(IReadOnlyCollection<Vote> votes) => votes.Count(v => v.Kind == AnswerKind.Labeled) is > 1 and var drawings && drawings * 2 > votes.Count;

    /// <summary>Of an even number the mean of the middle two, rounded down.</summary>
    public static int Median(IEnumerable<int> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
