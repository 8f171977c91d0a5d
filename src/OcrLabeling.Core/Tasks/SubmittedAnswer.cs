using OcrLabeling.Core.Work;

namespace OcrLabeling.Core.Tasks;

/// <summary>An answer as the worker's page sends it. Sending it again, at any time, changes nothing.</summary>
/// <param name="AssignmentId">The slot the card was claimed as, even if the lease has been lost since.</param>
/// <param name="Revision">From 1; the page counts up when the worker corrects themselves.</param>
/// <param name="Text">Read by the template's form; ignored for a flag.</param>
/// <param name="Keystrokes">Keys pressed on this card, 0 or more.</param>
public sealed record SubmittedAnswer(AssignmentId AssignmentId, int Revision, AnswerKind Kind, string? Text, int Keystrokes, AnswerTiming Timing)
{
    /// <summary>The worker takes the answer back: it holds no more until a later revision comes.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>The <see cref="Card.Frame"/> of the card it was given on; null from a page that was opened before cards had one.</summary>
    public int? Frame { get; init; }
}

/// <summary>
/// When a card was worked on. The page is told the server's time once and carries it on by its own monotonic clock, so a wrong wall clock at the worker's end
/// does no harm, and neither does a slow network: the times of one page agree with each other however late they arrive. All are clamped: nothing lies before
/// the claim, after now, or the wrong way round.
/// </summary>
/// <param name="ShownAt">When the card became the current one, by the server's clock, UTC.</param>
/// <param name="SubmittedAt">The first submit, by the server's clock, UTC.</param>
/// <param name="ActiveMilliseconds">Sum of the gaps of at most 30 s between inputs on this card while the page was visible.</param>
/// <param name="FirstKeyMilliseconds">From shown to the first key; null when none was pressed.</param>
public readonly record struct AnswerTiming(DateTime ShownAt, DateTime SubmittedAt, long ActiveMilliseconds, long? FirstKeyMilliseconds);

/// <summary>What became of a submitted answer.</summary>
public abstract record AnswerOutcome
{
    private AnswerOutcome() { }

    /// <summary>It is one of the N.</summary>
    public sealed record Counted : AnswerOutcome;

    /// <summary>It came late and others have the slots: kept and paid, not one of the N.</summary>
    public sealed record Surplus : AnswerOutcome;

    /// <summary>The worker may not hold the card any more, or its page was turned: kept, marked late, shown to the team; one of the N only where that was no doing of the worker's and a slot is free.</summary>
    /// <param name="Reason">A sentence for the worker.</param>
    public sealed record Late(string Reason) : AnswerOutcome;

    /// <summary>It holds no more; the card is the worker's again.</summary>
    public sealed record TakenBack : AnswerOutcome;

    /// <summary>It took the place of the same worker's earlier revision.</summary>
    public sealed record Replaced : AnswerOutcome;

    /// <summary>This or a later revision is there already and says the same.</summary>
    public sealed record Unchanged : AnswerOutcome;

    /// <summary>It says something else than a revision, <paramref name="Latest"/>, that is there already, or that was taken back: from another page, say. It can be given again above that.</summary>
    public sealed record Outdated(int Latest) : AnswerOutcome;

    /// <summary>It can never be taken, however often it is sent.</summary>
    public sealed record Refused(string Reason) : AnswerOutcome;
}

public sealed record AnswerReceipt(AssignmentId AssignmentId, int Revision, AnswerOutcome Outcome);
