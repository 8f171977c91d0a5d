using System.Security.Cryptography;
using System.Text.Json.Serialization;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;
using OcrLabeling.Core.Workers;
using OcrLabeling.Web.Texts;

namespace OcrLabeling.Web.Labeling;

/// <param name="OnPage">Cards that the page has already, answered ones that the server may not have yet among them; null from a page opened before it was asked.</param>
internal sealed record ClaimRequest(int Count, IReadOnlyList<Guid>? OnPage = null);

/// <param name="Outcome"><c>claimed</c>, <c>nothingLeft</c>, <c>heldElsewhere</c>, <c>tooManyHeld</c>, <c>notOpen</c>, <c>paused</c>, <c>refused</c>, <c>judging</c>, <c>passed</c> or <c>notPassed</c>.</param>
/// <param name="MayComeBack">Others, or another page of the same worker, still hold cards: asking again later may help.</param>
/// <param name="Now">The server's clock, in milliseconds since the Unix epoch; the page measures on from here.</param>
internal sealed record ClaimAnswer(string Outcome, IReadOnlyList<CardMessage> Cards, bool MayComeBack, long Now)
{
    /// <summary>Why a worker is paused or refused; null otherwise.</summary>
    public string? Reason { get; init; }

    public static ClaimAnswer Of(string outcome, WorkerId workerId, IEnumerable<Card> cards, bool mayComeBack, TimeProvider clock) =>
        new(outcome, [.. cards.Select(c => CardMessage.Of(c, workerId))], mayComeBack, clock.GetUtcNow().ToUnixTimeMilliseconds());
}

/// <summary>Nothing in it may tell gold from other cards: no place in the batch, no task, whose key says when it was made.</summary>
/// <param name="DraftKey">The same whenever the worker is handed this task, however its image is turned.</param>
/// <param name="Width">Pixels of the image.</param>
/// <param name="Height">Pixels of the image.</param>
/// <param name="Image">Where the image is, from the root of the application.</param>
public sealed record CardMessage(AssignmentId AssignmentId, string DraftKey, int Width, int Height, string? PreLabel, string Image)
{
    /// <summary>Comes back with the answer; see <see cref="CardFrame"/>.</summary>
    public int Frame { get; init; }

    /// <summary>What this worker has said about it already; null for a fresh card.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OwnAnswer? Answer { get; init; }

    public static CardMessage Of(Card card, WorkerId workerId) =>
        new(card.AssignmentId, KeyOf(card, workerId), card.Width, card.Height, card.PreLabel, $"api/work/images/{card.AssignmentId}") { Answer = card.Answer, Frame = card.Frame };

    private static string KeyOf(Card card, WorkerId workerId) =>
        Convert.ToHexStringLower(SHA256.HashData([.. workerId.Value.ToByteArray(), .. card.TaskId.Value.ToByteArray()]).AsSpan(0, 12));
}

/// <param name="ShownAt">Milliseconds since the Unix epoch on the server's clock; see <see cref="AnswerTiming"/>.</param>
/// <param name="SubmittedAt">Likewise.</param>
/// <param name="Active">Milliseconds.</param>
/// <param name="FirstKey">Milliseconds.</param>
internal sealed record AnswerMessage(
    AssignmentId AssignmentId, int Revision, AnswerKind Kind, string? Text, int Keystrokes, long ShownAt, long SubmittedAt, long Active, long? FirstKey)
{
    /// <summary>The worker takes it back; it holds no more until a later revision comes.</summary>
    public bool TakenBack { get; init; }

    /// <summary>As the card had it; missing from a page that was opened before cards had one.</summary>
    public int? Frame { get; init; }

    private static readonly long latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public SubmittedAnswer ToAnswer() => new(AssignmentId, Revision, Kind, Text, Keystrokes, new AnswerTiming(Time(ShownAt), Time(SubmittedAt), Active, FirstKey)) { IsTakenBack = TakenBack, Frame = Frame };

    private static DateTime Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, 0, latest)).UtcDateTime;
}

/// <param name="IsActive">There was input since the page last reported.</param>
internal sealed record RenewMessage(IReadOnlyList<AssignmentId>? Assignments, bool IsActive);

/// <param name="Lost">Those the worker had and has no more, each with the reason.</param>
internal sealed record RenewAnswer(IReadOnlyList<AssignmentId> Held, IReadOnlyList<LostCard> Lost);

/// <param name="Open">Cards the page has open: the answer before them is meant.</param>
internal sealed record UndoMessage(IReadOnlyList<AssignmentId>? Open);

internal sealed record CommentMessage(AssignmentId AssignmentId, string? Text);

/// <param name="By">You or Team, in the reader's language.</param>
internal sealed record CommentView(string By, string Text, DateTime WrittenAt);

/// <summary>An answer as the page keeps it, with the server's reason.</summary>
/// <param name="Frame">The text lies on the image as it is now; see <see cref="CardFrame"/>.</param>
internal sealed record RefusedMessage(AssignmentId AssignmentId, int Revision, AnswerKind Kind, string? Text, string Refused, long SubmittedAt, int Frame)
{
    public static RefusedMessage Of(OwnRefusedAnswer answer, Sentences said) =>
        new(answer.AssignmentId, answer.Revision, answer.Kind, answer.Text, said.In(answer.Reason), new DateTimeOffset(answer.RefusedAt).ToUnixTimeMilliseconds(), answer.Frame);
}

/// <param name="Answers">Refused answers that the page keeps.</param>
internal sealed record SettledRequest(IReadOnlyList<KeptRefusal?>? Answers);

/// <param name="Frame">Of the card that the text was entered on; see <see cref="CardFrame"/>.</param>
internal sealed record DraftMessage(AssignmentId AssignmentId, int? Frame, string? Text);

internal sealed record DismissMessage(AssignmentId AssignmentId);

internal sealed record ReopenMessage(AssignmentId AssignmentId);

/// <param name="Note">In the worker's words; may be missing.</param>
internal sealed record SkipMessage(AssignmentId AssignmentId, SkipReason Reason, string? Note);

/// <param name="Outcome"><c>skipped</c>, or <c>answered</c>: the worker has answered the card, and the answer stays.</param>
internal sealed record SkipReceipt(string Outcome);

/// <param name="Outcome"><c>counted</c>, <c>surplus</c>, <c>late</c>, <c>replaced</c>, <c>takenBack</c>, <c>unchanged</c> or <c>refused</c>.</param>
internal sealed record ReceiptMessage(AssignmentId AssignmentId, int Revision, string Outcome, string? Reason)
{
    internal const string IsOutdated = "You have answered this card on another page, and that answer counts. Accept this one again to replace it.";

    /// <summary>What is there already, where that is why it was refused: what is given again is above it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Latest { get; init; }

    public static ReceiptMessage Of(AnswerReceipt receipt, Sentences said) => receipt.Outcome switch
    {
        AnswerOutcome.Counted => new(receipt.AssignmentId, receipt.Revision, "counted", null),
        AnswerOutcome.Surplus => new(receipt.AssignmentId, receipt.Revision, "surplus", null),
        AnswerOutcome.Late late => new(receipt.AssignmentId, receipt.Revision, "late", said.In(late.Reason)),
        AnswerOutcome.TakenBack => new(receipt.AssignmentId, receipt.Revision, "takenBack", null),
        AnswerOutcome.Replaced => new(receipt.AssignmentId, receipt.Revision, "replaced", null),
        AnswerOutcome.Unchanged => new(receipt.AssignmentId, receipt.Revision, "unchanged", null),
        AnswerOutcome.Outdated outdated => new(receipt.AssignmentId, receipt.Revision, "refused", said.In(IsOutdated)) { Latest = outdated.Latest },
        AnswerOutcome.Refused refused => new(receipt.AssignmentId, receipt.Revision, "refused", said.In(refused.Reason)),
        _ => throw new InvalidOperationException($"No message for {receipt.Outcome}."),
    };
}

/// <summary>The batch to go on with.</summary>
/// <param name="Path">Of its page, from the root of the application, without a slash in front.</param>
internal sealed record NextBatchMessage(string Name, string Path);
