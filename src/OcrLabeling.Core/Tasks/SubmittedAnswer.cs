using OcrLabeling.Core.Templates;

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

    /// <summary>The frame of the card it was given on: how its image lay; null from a page that was opened before cards had one.</summary>
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
