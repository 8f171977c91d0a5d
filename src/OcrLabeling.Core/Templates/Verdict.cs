namespace OcrLabeling.Core.Templates;

/// <summary>
/// Waiting: answers are missing that could still decide. Resolved: more than half of the N agree, or weighed votes make it probable enough. AskMore: weighed votes do not
/// decide, and one more answer is allowed. Disputed: all are in and nothing is decided.
/// </summary>
public enum VerdictOutcome { Waiting, Resolved, Disputed, AskMore }

/// <summary>One counted answer.</summary>
/// <param name="Text">NFC; null unless <see cref="AnswerKind.Transcribed"/>.</param>
public readonly record struct Vote(AnswerKind Kind, string? Text);

/// <summary>What the counted answers of one task say together.</summary>
/// <param name="Kind">The winner; of a tie the one that was given first. <see cref="AnswerKind.Unsure"/> only when nobody said anything else.</param>
/// <param name="Votes">Counted answers.</param>
/// <param name="AgreeingVotes">Answers equal to the winner.</param>
public readonly record struct Verdict(VerdictOutcome Outcome, AnswerKind Kind, string? Text, int Votes, int AgreeingVotes)
{
    /// <summary>
    /// Strict majority: an answer wins as soon as more than half of the <paramref name="overlap"/> answers asked for are equal to it, in kind and in every character.
    /// Unsure is an abstention: it takes one of the N places and never wins.
    /// </summary>
    /// <param name="votes">Counted answers in the order of submission; may be empty.</param>
    /// <param name="overlap">Answers asked for, at least 1; more votes than that count as asked for.</param>
    public static Verdict Of(IReadOnlyCollection<Vote> votes, int overlap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(overlap, 1);
        if (votes.Count == 0)
            return new(VerdictOutcome.Waiting, AnswerKind.Unsure, null, 0, 0);
        var asked = Math.Max(overlap, votes.Count);
        // groups come in the order of their first vote and MaxBy keeps the first of equals
        var winner = votes.GroupBy(v => v).MaxBy(group => group.Key.Kind == AnswerKind.Unsure ? 0 : group.Count())!;
        var agreeing = winner.Count();
        var outcome = winner.Key.Kind != AnswerKind.Unsure && agreeing * 2 > asked ? VerdictOutcome.Resolved
            : votes.Count >= asked ? VerdictOutcome.Disputed
            : VerdictOutcome.Waiting;
        return new(outcome, winner.Key.Kind, winner.Key.Text, votes.Count, agreeing);
    }

    /// <summary>By <see cref="WeightedVerdict"/>.</summary>
    /// <param name="votes">Counted answers; may be empty.</param>
    /// <param name="accept">Probability from which on a truth is taken, 0..1.</param>
    /// <param name="overlap">Answers asked for so far.</param>
    /// <param name="mostAnswers">Answers that may be asked for.</param>
    public static Verdict Weighted(IReadOnlyCollection<WeightedVote> votes, MachineVote? machine, double accept, int overlap, int mostAnswers)
    {
        if (votes.Count == 0)
            return new(VerdictOutcome.Waiting, AnswerKind.Unsure, null, 0, 0);
        var (answer, probability) = WeightedVerdict.Of(votes, machine);
        var outcome = answer is not null && probability >= accept ? VerdictOutcome.Resolved
            : votes.Count < overlap ? VerdictOutcome.Waiting
            : overlap < mostAnswers ? VerdictOutcome.AskMore
            : VerdictOutcome.Disputed;
        var winner = answer ?? new Vote(AnswerKind.Unsure, null);
        return new(outcome, winner.Kind, winner.Text, votes.Count, votes.Count(v => v.Vote == winner));
    }
}
