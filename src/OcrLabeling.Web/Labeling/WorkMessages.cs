using OcrLabeling.Core.Labeling;

namespace OcrLabeling.Web.Labeling;

internal sealed record ClaimRequest(int Count);

/// <param name="Outcome"><c>claimed</c>, <c>nothingLeft</c> or <c>notOpen</c>.</param>
/// <param name="MayComeBack">Others still hold cards: asking again later may help.</param>
internal sealed record ClaimAnswer(string Outcome, IReadOnlyList<CardMessage> Cards, bool MayComeBack)
{
    public static ClaimAnswer Of(ClaimOutcome.Claimed claimed, DateTime now) => new("claimed", [.. claimed.Cards.Select(c => CardMessage.Of(c, now))], false);
}

/// <param name="LeaseMilliseconds">From now to the end of the lease.</param>
public sealed record CardMessage(AssignmentId AssignmentId, TaskId TaskId, int Width, int Height, string? PreLabel, string Image, long LeaseMilliseconds)
{
    public static CardMessage Of(Card card, DateTime now) => new(
        card.AssignmentId, card.TaskId, card.Width, card.Height, card.PreLabel, $"api/work/images/{card.AssignmentId}", (long)(card.LeaseEndsAt - now).TotalMilliseconds);
}

/// <summary>Durations in milliseconds by the page's monotonic clock; see <see cref="AnswerTiming"/>.</summary>
internal sealed record AnswerMessage(
    AssignmentId AssignmentId, int Revision, AnswerKind Kind, string? Text, int Keystrokes, long ShownAgo, long SubmittedAgo, long Active, long? FirstKey)
{
    public SubmittedAnswer ToAnswer() => new(AssignmentId, Revision, Kind, Text, Keystrokes, new AnswerTiming(ShownAgo, SubmittedAgo, Active, FirstKey));
}

/// <param name="Outcome"><c>counted</c>, <c>surplus</c>, <c>replaced</c>, <c>unchanged</c> or <c>refused</c>.</param>
internal sealed record ReceiptMessage(AssignmentId AssignmentId, int Revision, string Outcome, string? Reason)
{
    public static ReceiptMessage Of(AnswerReceipt receipt) => receipt.Outcome switch
    {
        AnswerOutcome.Counted => new(receipt.AssignmentId, receipt.Revision, "counted", null),
        AnswerOutcome.Surplus => new(receipt.AssignmentId, receipt.Revision, "surplus", null),
        AnswerOutcome.Replaced => new(receipt.AssignmentId, receipt.Revision, "replaced", null),
        AnswerOutcome.Unchanged => new(receipt.AssignmentId, receipt.Revision, "unchanged", null),
        AnswerOutcome.Refused refused => new(receipt.AssignmentId, receipt.Revision, "refused", refused.Reason),
        _ => throw new InvalidOperationException($"No message for {receipt.Outcome}."),
    };
}
