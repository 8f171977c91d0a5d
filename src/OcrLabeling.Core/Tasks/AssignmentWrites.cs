using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

/// <summary>
/// The conditional updates that claims, answers and the sweep share. They come after the locks of <see cref="RowLocks"/>: worker, batch, assignments is the order
/// everywhere, so that no two transactions wait for each other.
/// </summary>
internal static class AssignmentWrites
{
    /// <summary>Rows named in one statement.</summary>
    public const int ChunkSize = 500;

    /// <summary>Those of <paramref name="assignments"/> that the worker holds.</summary>
    public static IQueryable<Assignment> Held(this AppDb db, WorkerId workerId, IReadOnlyCollection<AssignmentId> assignments) =>
        db.Assignments.Where(a => assignments.Contains(a.Id) && a.WorkerId == workerId && a.Status == AssignmentStatus.Claimed);

    /// <summary>The slots that make up "# Assignments": those of the N asked for, gold left out.</summary>
    public static IQueryable<Assignment> Wanted(this IQueryable<Assignment> assignments) =>
        assignments.Where(a => a.Status != AssignmentStatus.Surplus && a.Status != AssignmentStatus.Withdrawn && !a.IsGold);

    /// <summary>
    /// Cards go back to the queue: their slots open again, or are withdrawn where they are more than asked for, and their claims end. Returns how many
    /// were still held.
    /// </summary>
    /// <param name="batch">All belong to it.</param>
    /// <param name="held">Which of <paramref name="ids"/> are to go; must ask for Claimed.</param>
    public static async Task<int> GiveUpAsync(
        this AppDb db, LockedBatch batch, IReadOnlyCollection<AssignmentId> ids, IQueryable<Assignment> held, ClaimEnding ending, DateTime now, CancellationToken ct)
    {
        // an answer that was taken back and not given again makes room, and keeps a slot of its own
        var takenBack = await (from a in held join g in db.Answers on a.Id equals g.AssignmentId select g).ToListAsync(ct);
        var slots = takenBack.Count == 0 ? [] : await held.AsNoTracking().ToDictionaryAsync(a => a.Id, ct);
        var rows = await held.ExecuteUpdateAsync(s => s
            .SetProperty(a => a.Status, AssignmentStatus.Open)
            .SetProperty(a => a.WorkerId, (WorkerId?)null)
            .SetProperty(a => a.ClaimedAt, (DateTime?)null)
            .SetProperty(a => a.LeaseEndsAt, (DateTime?)null), ct);
        foreach (var answer in takenBack)
        {
            var original = slots[answer.AssignmentId];
            var next = await db.Assignments.Where(a => a.TaskId == answer.TaskId).MaxAsync(a => a.Slot, ct) + 1;
            var surplus = Assignment.Surplus(original, next, answer.WorkerId, original.ClaimedAt ?? answer.ShownAt, answer.SubmittedAt);
            db.Assignments.Add(surplus);
            db.Claims.Add(Claim.OfMoved(surplus, answer.WorkerId, surplus.ClaimedAt!.Value));
            answer.MoveTo(surplus);
            await db.SaveChangesAsync(ct);
        }
        await db.Claims.Where(c => ids.Contains(c.AssignmentId)).EndLostAsync(db, ending, now, ct);
        await db.WithdrawExcessAsync(batch, ids, ct);
        return rows;
    }

    /// <summary>
    /// Open -> Withdrawn for those of <paramref name="reopened"/> that are more than their task asks for, since the overlap was lowered or because it is gold.
    /// </summary>
    /// <param name="batch">All of them belong to it.</param>
    public static async Task WithdrawExcessAsync(this AppDb db, LockedBatch batch, IReadOnlyCollection<AssignmentId> reopened, CancellationToken ct)
    {
        var excess = await (
            from a in db.Assignments
            join t in db.Tasks on a.TaskId equals t.Id
            where reopened.Contains(a.Id) && a.Status == AssignmentStatus.Open && db.Assignments.Count(o => o.TaskId == a.TaskId
                && (o.Status == AssignmentStatus.Claimed || o.Status == AssignmentStatus.Submitted || o.Status == AssignmentStatus.Open && o.Slot < a.Slot)) >= t.Wanted
            select a.Id).ToListAsync(ct);
        if (excess.Count > 0)
            await db.WithdrawAsync(batch, excess, ct);
    }

    /// <summary>Open -> Withdrawn. Returns how many still were open.</summary>
    public static async Task<int> WithdrawAsync(this AppDb db, LockedBatch batch, IReadOnlyCollection<AssignmentId> slots, CancellationToken ct)
    {
        var open = db.Assignments.Where(a => slots.Contains(a.Id) && a.Status == AssignmentStatus.Open);
        var withdrawn = await open.Where(a => !a.IsGold).ExecuteUpdateAsync(s => s.SetProperty(a => a.Status, AssignmentStatus.Withdrawn), ct);
        var gold = await open.ExecuteUpdateAsync(s => s.SetProperty(a => a.Status, AssignmentStatus.Withdrawn), ct);
        await db.CountAssignmentsAsync(batch, -withdrawn, ct);
        return withdrawn + gold;
    }

    /// <summary>Keeps <see cref="Batch.AssignmentCount"/>.</summary>
    public static Task<int> CountAssignmentsAsync(this AppDb db, LockedBatch batch, int more, CancellationToken ct) =>
        db.Batches.Where(b => b.Id == batch.Id).ExecuteUpdateAsync(s => s.SetProperty(b => b.AssignmentCount, b => b.AssignmentCount + more), ct);

    /// <summary>The slot is one that an answer of the worker's moved to: they have a claim to it like to any other.</summary>
    public static async Task AddMovedClaimAsync(this AppDb db, Assignment slot, WorkerId workerId, DateTime claimedAt, CancellationToken ct)
    {
        if (!await db.Claims.AnyAsync(c => c.AssignmentId == slot.Id && c.WorkerId == workerId, ct))
            db.Claims.Add(Claim.OfMoved(slot, workerId, claimedAt));
    }

    /// <summary>Ends those of the claims marked Held whose assignment their worker no longer has.</summary>
    public static Task<int> EndLostAsync(this IQueryable<Claim> claims, AppDb db, ClaimEnding ending, DateTime now, CancellationToken ct) =>
        claims.Where(c => c.Ending == ClaimEnding.Held && !db.Assignments.Any(a => a.Id == c.AssignmentId && a.WorkerId == c.WorkerId))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Ending, ending).SetProperty(c => c.EndedAt, now), ct);
}
