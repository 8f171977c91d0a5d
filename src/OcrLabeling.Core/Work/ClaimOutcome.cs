using OcrLabeling.Core.Tasks;
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

    /// <summary>The worker holds cards of the batch that the asking page does not have: on another page, or on one that died. They come back a little after that page was last heard of.</summary>
    public sealed record HeldElsewhere(int Cards) : ClaimOutcome;

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
