using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Quality;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Labeling;

/// <summary>The two queries of every claim.</summary>
internal static class ClaimQueries
{
    /// <summary>What the batch is and where the worker stands in it; null without such a batch.</summary>
    public static readonly ModelQuery<Func<AppDb, WorkerId, BatchId, CancellationToken, Task<ClaimStand?>>> Stand = new(() => EF.CompileAsyncQuery((AppDb db, WorkerId workerId, BatchId batchId, CancellationToken ct) => (
        from b in db.Batches
        join p in db.Pools on b.PoolId equals p.Id
        join q in db.PoolQualifications on p.Id equals q.PoolId into qualifications
        from qualification in qualifications.DefaultIfEmpty()
        join h in db.WorkerQualifications.Where(h => h.WorkerId == workerId) on p.Id equals h.PoolId into standings
        from standing in standings.DefaultIfEmpty()
        join t in db.WorkTallies.Where(t => t.WorkerId == workerId) on b.Id equals t.BatchId into tallies
        from tally in tallies.DefaultIfEmpty()
        where b.Id == batchId
        select new ClaimStand
        {
            Status = b.Status,
            IsQualification = b.IsQualification,
            Gate = new PoolGate
            {
                PoolId = p.Id,
                NdaIsMissing = p.NdaVersion != null && !db.NdaAcceptances.Any(n => n.PoolId == p.Id && n.Version == p.NdaVersion && n.WorkerId == workerId),
                QualificationBatch = (BatchId?)qualification.BatchId,
                Cards = (int?)qualification.Cards ?? 0,
                Qualification = (QualificationStatus?)standing.Status ?? QualificationStatus.Open,
                JudgedBefore = (int?)standing.JudgedBefore ?? 0,
            },
            LeaseMinutes = b.LeaseMinutes,
            Prefill = b.Prefill,
            GoldPercent = b.GoldPercent,
            MostSlots = b.MaxAnswers > b.Overlap ? b.MaxAnswers : b.Overlap,
            Tally = tally,
            PausedFor = db.WorkerPauses.Where(w => w.BatchId == b.Id && w.WorkerId == workerId && w.LiftedAt == null).Select(w => w.Reason).FirstOrDefault(),
            MayWork = !(p.Kind == PoolKind.Crowd && b.Privacy == Privacy.Donated) && db.PoolMembers.Any(m => m.PoolId == p.Id && m.WorkerId == workerId),
            Held = b.IsQualification ? db.Assignments.Count(a => a.WorkerId == workerId && a.BatchId == b.Id && a.Status == AssignmentStatus.Claimed) : 0,
            Furthest = db.Assignments.Where(a => a.WorkerId == workerId && a.BatchId == b.Id).Max(a => (int?)a.TaskSequence) ?? -1,
        }).SingleOrDefault()));

    /// <summary>
    /// At most <c>cards</c> that this worker holds and whose page has not renewed them since a time, then at most <c>slots</c> open ones behind the furthest task he has had, several to a
    /// task maybe.
    /// </summary>
    public static readonly ModelQuery<Func<AppDb, WorkerId, BatchId, DateTime, int, bool, int, int, IAsyncEnumerable<ClaimSlot>>> Next = new(() => EF.CompileAsyncQuery(
        (AppDb db, WorkerId workerId, BatchId batchId, DateTime lastRenewedBefore, int furthest, bool hasSkipped, int cards, int slots) =>
            from a in db.Assignments
                .Where(a => a.BatchId == batchId && a.Status == AssignmentStatus.Claimed && a.WorkerId == workerId && a.LeaseEndsAt < lastRenewedBefore)
                .OrderBy(a => a.TaskSequence).Take(cards)
                .Concat(db.Assignments
                    .Where(a => a.BatchId == batchId && a.Status == AssignmentStatus.Open && a.TaskSequence > furthest
                        && !(hasSkipped && db.Skips.Any(s => s.TaskId == a.TaskId && s.WorkerId == workerId)))
                    .OrderBy(a => a.TaskSequence).ThenBy(a => a.Slot).Take(slots))
            join t in db.Tasks on a.TaskId equals t.Id
            orderby a.TaskSequence, a.Slot
            select new ClaimSlot(a.Id, a.TaskId, a.TaskSequence, a.Status, t.Width, t.Height, t.PreLabelText)));
}

/// <summary>What a batch is and where a worker stands in it.</summary>
internal sealed class ClaimStand
{
    public BatchStatus Status { get; init; }
    public bool IsQualification { get; init; }
    public required PoolGate Gate { get; init; }

    /// <summary>Cards of a qualification he holds.</summary>
    public int Held { get; init; }

    public int LeaseMinutes { get; init; }
    public bool Prefill { get; init; }
    public int GoldPercent { get; init; }

    /// <summary>Slots a task has at most, as the batch is set now.</summary>
    public int MostSlots { get; init; }

    /// <summary>Null before his first claim.</summary>
    public WorkTally? Tally { get; init; }

    public string? PausedFor { get; init; }
    public bool MayWork { get; init; }

    /// <summary>Sequence of the last task he has had; -1 without any.</summary>
    public int Furthest { get; init; }

    /// <summary>Cards he may still have before the qualification is decided.</summary>
    public int LeftToJudge(WorkTally tally) => Math.Max(0, Gate.Cards - (tally.Gold - Gate.JudgedBefore) - Held);

    public DateTime LeaseEndsAt(DateTime now) => now.AddMinutes(LeaseMinutes);
}

/// <summary>A slot and what its card shows.</summary>
internal sealed record ClaimSlot(AssignmentId Id, TaskId TaskId, int Sequence, AssignmentStatus Status, int Width, int Height, string? PreLabel);
