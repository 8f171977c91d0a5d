using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>The queries of every claim that follow <see cref="WorkStanding"/>.</summary>
internal static class ClaimQueries
{
    /// <summary>How the batch is set and how far the worker has come in it; null without such a batch.</summary>
    public static readonly ModelQuery<Func<AppDb, WorkerId, BatchId, CancellationToken, Task<ClaimStand?>>> Stand = new(() => EF.CompileAsyncQuery((AppDb db, WorkerId workerId, BatchId batchId, CancellationToken ct) => (
        from b in db.Batches
        join t in db.WorkTotals.Where(t => t.WorkerId == workerId) on b.Id equals t.BatchId into found
        from totals in found.DefaultIfEmpty()
        where b.Id == batchId
        select new ClaimStand
        {
            Prefill = b.Prefill,
            GoldPercent = b.GoldPercent,
            MostSlots = b.MaxAnswers > b.Overlap ? b.MaxAnswers : b.Overlap,
            Totals = totals,
            Furthest = db.Assignments.Where(a => a.WorkerId == workerId && a.BatchId == b.Id).Max(a => (int?)a.TaskSequence) ?? -1,
        }).SingleOrDefault()));

    /// <summary>
    /// At most <c>cards</c> that this worker holds and whose page has not renewed them since a time, then at most <c>slots</c> open ones behind the furthest task they have had, several to a
    /// task maybe.
    /// </summary>
    public static readonly ModelQuery<Func<AppDb, WorkerId, BatchId, DateTime, int, bool, int, int, IAsyncEnumerable<ClaimSlot>>> Next = new(() => EF.CompileAsyncQuery(
        (AppDb db, WorkerId workerId, BatchId batchId, DateTime lastRenewedBefore, int furthest, bool hasSkipped, int cards, int slots) =>
            from a in db.Assignments
                .Where(a => a.BatchId == batchId && a.Status == AssignmentStatus.Claimed && a.WorkerId == workerId && a.LeaseEndsAt < lastRenewedBefore)
                .OrderBy(a => a.TaskSequence).Take(cards)
                .Concat(db.Assignments
                    .Where(a => a.BatchId == batchId && a.Status == AssignmentStatus.Open && a.TaskSequence > furthest && (a.ReservedFor == null || a.ReservedFor == workerId)
                        && !(hasSkipped && db.Skips.Any(s => s.TaskId == a.TaskId && s.WorkerId == workerId)))
                    .OrderBy(a => a.TaskSequence).ThenBy(a => a.Slot).Take(slots))
            join t in db.Tasks on a.TaskId equals t.Id
            orderby a.TaskSequence, a.Slot
            select new ClaimSlot(a.Id, a.TaskId, a.TaskSequence, a.Status, t.Width, t.Height, t.BeginsBlank ? null : t.PreLabelText, t.Place, t.Turns, a.IsGold)));
}

/// <summary>How a batch is set and how far a worker has come in it.</summary>
internal sealed class ClaimStand
{
    public bool Prefill { get; init; }
    public int GoldPercent { get; init; }

    /// <summary>Slots a task has at most, as the batch is set now.</summary>
    public int MostSlots { get; init; }

    /// <summary>Null before their first claim.</summary>
    public WorkTotals? Totals { get; init; }

    /// <summary>Sequence of the last task they have had; -1 without any.</summary>
    public int Furthest { get; init; }

}

/// <summary>A slot and what its card shows.</summary>
internal sealed record ClaimSlot(AssignmentId Id, TaskId TaskId, int Sequence, AssignmentStatus Status, int Width, int Height, string? PreLabel, int? Place, int Turns, bool IsGold);
