using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>What became of a request for cards.</summary>
public abstract record ClaimOutcome
{
    private ClaimOutcome() { }

    /// <summary>At least one card, in the order to be worked on.</summary>
    public sealed record Claimed(IReadOnlyList<Card> Cards) : ClaimOutcome;

    /// <param name="MayComeBack">Others still hold cards this worker has not done; a lease that ends gives them back.</param>
    public sealed record NothingLeft(bool MayComeBack) : ClaimOutcome;

    public sealed record BatchNotOpen(BatchStatus Status) : ClaimOutcome;

    /// <summary>This worker gets no more cards of this batch; the reason is for them.</summary>
    public sealed record WorkerPaused(string Reason) : ClaimOutcome;

    /// <summary>The worker holds as many cards of the batch as one may.</summary>
    public sealed record TooManyHeld : ClaimOutcome;

    /// <summary>The account is locked, or no worker's any more.</summary>
    public sealed record Locked : ClaimOutcome;

    /// <summary>The pool asks for a promise the worker has not given; see <see cref="PoolRules"/>.</summary>
    public sealed record NdaNeeded(PoolId PoolId) : ClaimOutcome;

    /// <summary>They have to pass the pool's qualification first.</summary>
    public sealed record NotQualified : ClaimOutcome;

    /// <summary>They have all cards of the qualification and hold some of them still; with the last answer it is decided.</summary>
    public sealed record BeingJudged : ClaimOutcome;

    /// <summary>The batch is the qualification, and theirs is decided.</summary>
    public sealed record Qualified(bool HasPassed) : ClaimOutcome;

    /// <summary>The worker is in no pool of the batch, or the pool may not see its documents.</summary>
    public sealed record NotAMember : ClaimOutcome;

    public sealed record NoSuchBatch : ClaimOutcome;
}

/// <summary>A held assignment as the worker's page needs it.</summary>
/// <param name="Sequence">Order within the batch, from 0; below 0 for gold, which the page must not learn.</param>
/// <param name="Width">Pixels of the image.</param>
/// <param name="Height">Pixels of the image.</param>
/// <param name="PreLabel">Text to start from; null when there is none or the batch does not show it.</param>
public sealed record Card(AssignmentId AssignmentId, TaskId TaskId, int Sequence, int Width, int Height, string? PreLabel, DateTime LeaseEndsAt)
{
    /// <summary>What the worker has said about it already and taken back; null otherwise.</summary>
    public OwnAnswer? Answer { get; init; }

    /// <summary>Goes back with the answer, and tells which way the image lay that it was given on; see <see cref="CardFrame"/>.</summary>
    public required int Frame { get; init; }

    /// <summary>Where a gold card made of a task of the same batch stands among the others; null for any other card.</summary>
    internal int? Place { get; init; }
}

/// <param name="Revision">The next one must be later.</param>
public sealed record OwnAnswer(AnswerKind Kind, string? Text, int Revision);
