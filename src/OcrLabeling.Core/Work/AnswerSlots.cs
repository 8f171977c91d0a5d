using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>The slot that an answer fills: its own, one that is free, or an extra one.</summary>
internal static class AnswerSlots
{
    /// <summary>The usual way: the worker still has the slot, or has got another one of the same task since.</summary>
    public static async Task<Assignment?> FillHeldAsync(AppDb db, LockedWorker worker, ClaimedCard card, DateTime submittedAt, CancellationToken ct)
    {
        if (card.Own is not { } own)
            return null;
        var filled = await db.Assignments.Where(a => a.Id == own.Id && a.WorkerId == worker.Id && a.Status == AssignmentStatus.Claimed).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.Status, AssignmentStatus.Submitted)
            .SetProperty(a => a.SubmittedAt, submittedAt)
            .SetProperty(a => a.LeaseEndsAt, (DateTime?)null), ct);
        return filled == 0 ? null : own;
    }

    /// <summary>
    /// The lease is lost, but a slot of the task is open or its lease has ended: the answer that is there counts. A slot of gold waits for its worker: nobody else can have taken it.
    /// </summary>
    public static async Task<Assignment?> FillFreeAsync(
        AppDb db, LockedWorker worker, ClaimedCard card, AssignmentId preferred, DateTime submittedAt, DateTime now, CancellationToken ct)
    {
        var free = db.Assignments.Where(a => a.TaskId == card.TaskId &&
            (a.Status == AssignmentStatus.Open && (a.ReservedFor == null || a.ReservedFor == worker.Id) || a.Status == AssignmentStatus.Claimed && a.LeaseEndsAt <= now
                || a.Id == preferred && a.IsGold && a.Status == AssignmentStatus.Withdrawn));
        var candidates = await free.OrderBy(a => a.Id == preferred ? 0 : 1).ThenBy(a => a.Slot).Select(a => a.Id).ToListAsync(ct);
        foreach (var candidate in candidates)
        {
            var filled = await free.Where(a => a.Id == candidate).ExecuteUpdateAsync(s => s
                .SetProperty(a => a.Status, AssignmentStatus.Submitted)
                .SetProperty(a => a.WorkerId, worker.Id)
                .SetProperty(a => a.ClaimedAt, card.ClaimedAt)
                .SetProperty(a => a.SubmittedAt, submittedAt)
                .SetProperty(a => a.LeaseEndsAt, (DateTime?)null), ct);
            if (filled == 0)
                continue;
            await db.Claims.Where(c => c.AssignmentId == candidate).EndLostAsync(db, ClaimEnding.Expired, now, ct);
            var slot = await db.Assignments.AsNoTracking().SingleAsync(a => a.Id == candidate, ct);
            await db.AddMovedClaimAsync(slot, worker.Id, card.ClaimedAt, ct);
            return slot;
        }
        return null;
    }

    /// <summary>Others have filled all slots of the task: the answer keeps one of its own.</summary>
    public static async Task<Assignment> AddSurplusAsync(AppDb db, LockedWorker worker, ClaimedCard card, AssignmentId original, DateTime submittedAt, CancellationToken ct)
    {
        var claimed = await db.Assignments.AsNoTracking().SingleAsync(a => a.Id == original, ct);
        var slot = await db.Assignments.Where(a => a.TaskId == card.TaskId).MaxAsync(a => a.Slot, ct) + 1;
        var surplus = Assignment.Surplus(claimed, slot, worker.Id, card.ClaimedAt, submittedAt);
        db.Assignments.Add(surplus);
        db.Claims.Add(Claim.OfMoved(surplus, worker.Id, card.ClaimedAt));
        return surplus;
    }
}
