using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>Gives slots whose lease has ended back to the queue, and fills open slots with late answers that had found no room. Thread-safe, on many nodes too.</summary>
public sealed class LeaseSweep(WriteTransaction transaction, IDbContextFactory<AppDb> databases, LabelingActivity activity, TimeProvider clock)
{
    /// <summary>Reopens expired leases, of one batch or of all. Returns how many.</summary>
    public async Task<int> ExpireAsync(BatchId? batchId, CancellationToken ct)
    {
        var total = 0;
        while (true)
        {
            var (looked, reopened) = await transaction.RunAsync(db => ExpireChunkAsync(db, batchId, ct), ct);
            total += reopened;
            if (looked == 0)
                return total;
        }
    }

    /// <summary>
    /// A late answer is surplus while others hold its slots. When such a slot opens again the answer is already there: it takes the slot, so a small pool
    /// cannot be left with a task that nobody may do any more. Returns how many.
    /// </summary>
    public async Task<int> PromoteSurplusAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var waiting = await db.Assignments
            .Where(s => s.Status == AssignmentStatus.Surplus && db.Assignments.Any(o => o.TaskId == s.TaskId && o.Status == AssignmentStatus.Open && o.ReservedFor == null)
                && db.Answers.Holding().Any(a => a.AssignmentId == s.Id && !a.IsLate && !a.PredatesTurn))
            .OrderBy(s => s.SubmittedAt).Select(s => s.Id).Take(AssignmentWrites.ChunkSize).ToListAsync(ct);
        var promoted = 0;
        foreach (var surplus in waiting)
            if (await transaction.RunAsync(fresh => PromoteAsync(fresh, surplus, ct), ct))
                promoted++;
        return promoted;
    }

    private async Task<(int Looked, int Reopened)> ExpireChunkAsync(AppDb db, BatchId? batchId, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var expired = db.Assignments.Where(a => a.Status == AssignmentStatus.Claimed && a.LeaseEndsAt <= now);
        if (batchId is { } one)
            expired = expired.Where(a => a.BatchId == one);
        // one batch at a time, so that one lock is enough
        if (await expired.OrderBy(a => a.LeaseEndsAt).Select(a => (BatchId?)a.BatchId).FirstOrDefaultAsync(ct) is not { } batch)
            return (0, 0);
        var locked = await db.LockBatchAsync(batch, ct);
        expired = expired.Where(a => a.BatchId == batch);
        var ids = await expired.OrderBy(a => a.LeaseEndsAt).Select(a => a.Id).Take(AssignmentWrites.ChunkSize).ToListAsync(ct);
        var reopened = await db.GiveUpAsync(locked, ids, expired.Where(a => ids.Contains(a.Id)), ClaimEnding.Expired, now, ct);
        activity.Publish(batch);
        return (ids.Count, reopened);
    }

    private async Task<bool> PromoteAsync(AppDb db, AssignmentId surplusId, CancellationToken ct)
    {
        if (await db.Assignments.Where(a => a.Id == surplusId).Select(a => a.WorkerId).SingleOrDefaultAsync(ct) is not { } workerId)
            return false;
        var worker = await db.LockWorkerAsync(workerId, ct);
        var surplus = await db.Assignments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == surplusId && a.Status == AssignmentStatus.Surplus, ct);
        if (surplus is null || !await db.Answers.Holding().AnyAsync(a => a.AssignmentId == surplusId && !a.IsLate && !a.PredatesTurn, ct))
            return false;
        var slot = await db.Assignments.Where(a => a.TaskId == surplus.TaskId && a.Status == AssignmentStatus.Open && a.ReservedFor == null)
            .OrderBy(a => a.Slot).Select(a => (AssignmentId?)a.Id).FirstOrDefaultAsync(ct);
        if (slot is not { } open)
            return false;
        // taken without its worker first: until the surplus row is gone, the unique index would see them twice
        var taken = await db.Assignments.Where(a => a.Id == open && a.Status == AssignmentStatus.Open)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.Status, AssignmentStatus.Submitted), ct);
        if (taken == 0)
            return false;
        await db.Answers.Where(a => a.AssignmentId == surplusId)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.AssignmentId, open).SetProperty(a => a.IsSurplus, false), ct);
        await db.Assignments.Where(a => a.Id == surplusId).ExecuteDeleteAsync(ct);
        await db.Assignments.Where(a => a.Id == open).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.WorkerId, surplus.WorkerId)
            .SetProperty(a => a.ClaimedAt, surplus.ClaimedAt)
            .SetProperty(a => a.SubmittedAt, surplus.SubmittedAt), ct);
        await db.AddMovedClaimAsync(await db.Assignments.AsNoTracking().SingleAsync(a => a.Id == open, ct), workerId, surplus.ClaimedAt!.Value, ct);
        (await db.WorkTotalsAsync(surplus.BatchId, worker, ct)).CountSurplus();
        (await db.PaceTotalsAsync(surplus.BatchId, worker, surplus.SubmittedAt!.Value, ct)).CountSurplus();
        await db.SaveChangesAsync(ct);
        activity.Publish(surplus.BatchId);
        return true;
    }
}
