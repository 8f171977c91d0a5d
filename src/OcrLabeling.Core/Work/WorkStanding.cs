using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>Why a worker may hold no card of a batch.</summary>
public enum HoldRefusal { NotAMember, Locked, NdaMissing, BatchNotOpen, Paused, NotQualified }

/// <summary>
/// Where a worker stands with a batch. <see cref="Refusal"/> is the one rule for who may hold a card now: claims, images, renewals, reopened cards and answers all ask it, so a right that is
/// taken away ends everywhere at once.
/// </summary>
internal sealed class WorkStanding
{
    private static readonly ModelQuery<Func<AppDb, WorkerId, BatchId, CancellationToken, Task<WorkStanding?>>> Query = new(() => EF.CompileAsyncQuery((AppDb db, WorkerId workerId, BatchId batchId, CancellationToken ct) => (
        from b in db.Batches
        join p in db.Pools on b.PoolId equals p.Id
        join q in db.PoolQualifications on p.Id equals q.PoolId into qualifications
        from qualification in qualifications.DefaultIfEmpty()
        join h in db.WorkerQualifications.Where(h => h.WorkerId == workerId) on p.Id equals h.PoolId into standings
        from standing in standings.DefaultIfEmpty()
        where b.Id == batchId
        select new WorkStanding
        {
            BatchId = b.Id,
            Status = b.Status,
            IsQualification = b.IsQualification,
            Template = b.Template,
            LeaseMinutes = b.LeaseMinutes,
            HoldMinutes = b.HoldMinutes,
            HeldPages = b.HeldPages,
            Held = db.Assignments.Count(a => a.WorkerId == workerId && a.BatchId == b.Id && a.LeaseEndsAt != null && a.Status == AssignmentStatus.Claimed),
            Gate = new PoolGate
            {
                PoolId = p.Id,
                NdaIsMissing = p.NdaVersion != null && !db.NdaAcceptances.Any(n => n.PoolId == p.Id && n.Version == p.NdaVersion && n.WorkerId == workerId),
                QualificationBatch = (BatchId?)qualification.BatchId,
                Cards = (int?)qualification.Cards ?? 0,
                Qualification = (QualificationStatus?)standing.Status ?? QualificationStatus.Open,
                JudgedBefore = (int?)standing.JudgedBefore ?? 0,
            },
            PausedFor = db.WorkerPauses.Where(w => w.BatchId == b.Id && w.WorkerId == workerId && w.LiftedAt == null).Select(w => w.Reason).FirstOrDefault(),
            IsMember = !(p.Kind == PoolKind.Crowd && b.Privacy == Privacy.Donated) && db.PoolMembers.Any(m => m.PoolId == p.Id && m.WorkerId == workerId),
            IsLocked = !db.Workers.Any(w => w.Id == workerId && db.Users.Any(a => a.Id == w.AccountId && a.Role == Role.Worker && (a.LockoutEnd == null || a.LockoutEnd != Account.LockedForGood))),
        }).SingleOrDefault()));

    /// <summary>Said where <see cref="HasRoomToReopen"/> is false.</summary>
    public const string Full = "You already hold the maximum number of cards of this batch. Answer some of them first.";

    public BatchId BatchId { get; init; }
    public BatchStatus Status { get; init; }
    public bool IsQualification { get; init; }
    public int LeaseMinutes { get; init; }
    public int HoldMinutes { get; init; }
    public Template Template { get; init; }

    /// <summary>Pages of cards the worker may hold.</summary>
    public int HeldPages { get; init; }

    /// <summary>Cards the worker holds, gold among them.</summary>
    public int Held { get; init; }

    /// <summary>Cards the worker may claim beyond those held.</summary>
    public int Room => Math.Max(0, HeldPages * LabelingTemplate.Of(Template).CardsPerPage - Held);

    /// <summary>One more card of the worker's own may come back: a page of them beyond what may be claimed.</summary>
    public bool HasRoomToReopen => Held < (HeldPages + 1) * LabelingTemplate.Of(Template).CardsPerPage;

    public required PoolGate Gate { get; init; }

    /// <summary>Null: not paused.</summary>
    public string? PausedFor { get; init; }

    /// <summary>In the pool, which may see the batch's documents.</summary>
    public bool IsMember { get; init; }

    /// <summary>By an administrator, or no worker any more; the ten minutes after wrong passwords are not meant.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Null: the worker may hold cards of the batch.</summary>
    public HoldRefusal? Refusal =>
        !IsMember ? HoldRefusal.NotAMember
        : IsLocked ? HoldRefusal.Locked
        : Gate.NdaIsMissing ? HoldRefusal.NdaMissing
        : Status != BatchStatus.Open ? HoldRefusal.BatchNotOpen
        : PausedFor is not null ? HoldRefusal.Paused
        : Gate.Before(BatchId) == WorkGate.Qualification ? HoldRefusal.NotQualified
        : null;

    /// <summary>Cards the worker may still have before the qualification is decided.</summary>
    public int LeftToJudge(WorkTotals totals) => Math.Max(0, Gate.Cards - (totals.Gold - Gate.JudgedBefore) - Held);

    /// <summary>Null without such a batch.</summary>
    public static Task<WorkStanding?> FindAsync(AppDb db, WorkerId workerId, BatchId batchId, CancellationToken ct) => Query.For(db)(db, workerId, batchId, ct);

    /// <summary>The end of a lease that begins or is extended now: a card goes back after the batch's hold time, however often it is renewed.</summary>
    public DateTime LeaseEndsAt(DateTime claimedAt, DateTime now)
    {
        var lease = now.AddMinutes(LeaseMinutes);
        var hold = claimedAt.AddMinutes(Math.Max(LeaseMinutes, HoldMinutes));
        return lease < hold ? lease : hold;
    }
}

/// <summary>What a <see cref="HoldRefusal"/> means for an answer that comes all the same, and how it is said to a worker.</summary>
public static class HoldRefusals
{
    /// <summary>The worker was sent away: the answer is kept, but is none of the N.</summary>
    public static bool SendsAway(this HoldRefusal? refusal) => refusal is HoldRefusal.NotAMember or HoldRefusal.Locked or HoldRefusal.Paused;

    /// <summary>The answer was under way when the right to hold the card ended. A qualification that is decided meanwhile is no fault of anybody's.</summary>
    public static bool MakesLate(this HoldRefusal? refusal) => refusal is not (null or HoldRefusal.NotQualified);

    public static string Sentence(this HoldRefusal refusal) => refusal switch
    {
        HoldRefusal.NotAMember => "This batch is for another pool.",
        HoldRefusal.Locked => "This account is locked.",
        HoldRefusal.NdaMissing => "Accept the confidentiality agreement of the pool first. You find it on your work list.",
        HoldRefusal.BatchNotOpen => "This batch is not open.",
        HoldRefusal.Paused => "You are paused in this batch.",
        HoldRefusal.NotQualified => "Pass the qualification of the pool first. You find it on your work list.",
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };
}
