using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>Hands cards out under leases and takes them back. Each call is one short transaction. Thread-safe.</summary>
public sealed class TaskQueue(WriteTransaction transaction, LeaseSweep sweep, LabelingActivity activity, TimeProvider clock)
{
    public const int MaxCards = 50;

    /// <summary>Pages renew every 30 s; a held card that missed three renewals has lost its page and may be shown on another.</summary>
    public static readonly TimeSpan AbandonedAfter = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Claims up to <paramref name="count"/> (1..<see cref="MaxCards"/>) cards in the order of their sequence: first those the worker holds but no page renews
    /// any more, then open ones of tasks they have never had.
    /// </summary>
    /// <param name="onPage">Cards that the asking page has.</param>
    public async Task<ClaimOutcome> ClaimAsync(WorkerId workerId, BatchId batchId, int count, CancellationToken ct, IReadOnlyCollection<AssignmentId>? onPage = null)
    {
        count = Math.Clamp(count, 1, MaxCards);
        var outcome = await transaction.RunAsync(db => new CardClaim(db, workerId, batchId, onPage ?? [], clock.UtcNow()).RunAsync(count, ct), ct);
        // only a claim that comes up short pays for looking at the leases of others
        if (outcome is ClaimOutcome.NothingLeft { MayComeBack: true } && await sweep.ExpireAsync(batchId, ct) > 0)
            outcome = await transaction.RunAsync(db => new CardClaim(db, workerId, batchId, onPage ?? [], clock.UtcNow()).RunAsync(count, ct), ct);
        if (outcome is ClaimOutcome.Claimed)
            activity.Publish(batchId);
        return outcome;
    }

    /// <summary>
    /// A page reports that it is there. Where there was input since it last did, the leases the worker still has are extended to the full length from now, as far as the batch's hold time
    /// goes, and the time counts as worked. Cards the worker may not hold any more go back. Returns those still held.
    /// </summary>
    public async Task<IReadOnlyList<AssignmentId>> RenewAsync(WorkerId workerId, IReadOnlyCollection<AssignmentId> assignments, bool isActive, CancellationToken ct)
    {
        var now = clock.UtcNow();
        return await transaction.RunAsync<IReadOnlyList<AssignmentId>>(async db =>
        {
            var worker = await db.LockWorkerAsync(workerId, ct);
            var held = await db.Held(workerId, assignments).Select(a => new { a.Id, a.BatchId, a.ClaimedAt }).ToListAsync(ct);
            var kept = new List<AssignmentId>();
            foreach (var batch in held.GroupBy(h => h.BatchId).OrderBy(b => b.Key.Value))
            {
                var standing = await WorkStanding.FindAsync(db, workerId, batch.Key, ct);
                var ids = batch.Select(h => h.Id).ToList();
                if (standing?.Refusal is not null)
                {
                    await GiveBackAsync(db, workerId, batch.Key, ids, ClaimEnding.Recalled, now, ct);
                    continue;
                }
                var heldTooLong = batch.Where(h => standing!.LeaseEndsAt(h.ClaimedAt ?? now, now) <= now).Select(h => h.Id).ToList();
                if (heldTooLong.Count > 0)
                    await GiveBackAsync(db, workerId, batch.Key, heldTooLong, ClaimEnding.Expired, now, ct);
                if (isActive)
                {
                    (await db.WorkTotalsAsync(batch.Key, worker, ct)).See(now);
                    foreach (var sameEnd in batch.Where(h => !heldTooLong.Contains(h.Id)).GroupBy(h => standing!.LeaseEndsAt(h.ClaimedAt ?? now, now), h => h.Id))
                        await db.Held(workerId, [.. sameEnd]).ExecuteUpdateAsync(s => s.SetProperty(a => a.LeaseEndsAt, sameEnd.Key), ct);
                }
                kept.AddRange(await db.Held(workerId, ids).Select(a => a.Id).ToListAsync(ct));
            }
            await db.SaveChangesAsync(ct);
            return kept;
        }, ct);
    }

    /// <summary>Gives cards back unanswered; those the worker no longer holds are passed over. Returns how many became open.</summary>
    public async Task<int> ReturnAsync(WorkerId workerId, IReadOnlyCollection<AssignmentId> assignments, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var (returned, batches) = await transaction.RunAsync(async db =>
        {
            var held = await db.Held(workerId, assignments).Select(a => new { a.Id, a.BatchId }).ToListAsync(ct);
            var rows = 0;
            foreach (var batch in held.GroupBy(h => h.BatchId, h => h.Id).OrderBy(b => b.Key.Value))
                rows += await GiveBackAsync(db, workerId, batch.Key, batch.ToList(), ClaimEnding.Returned, now, ct);
            return (rows, held.Select(h => h.BatchId).Distinct().ToList());
        }, ct);
        batches.ForEach(activity.Publish);
        return returned;
    }

    /// <summary>Passes a card on for good, with the reason; the worker is not asked for its task again. Whether they still hold it does not matter.</summary>
    public async Task<SkipOutcome> SkipAsync(WorkerId workerId, AssignmentId assignment, SkipReason reason, string? note, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var (outcome, batchId) = await transaction.RunAsync<(SkipOutcome, BatchId?)>(async db =>
        {
            var worker = await db.LockWorkerAsync(workerId, ct);
            var card = await db.Claims.Where(c => c.AssignmentId == assignment && c.WorkerId == workerId).Select(c => new { c.TaskId, c.BatchId }).FirstOrDefaultAsync(ct);
            if (card is null)
                return (new SkipOutcome.NeverHeld(), null);
            if (await db.Answers.Holding().AnyAsync(a => a.BatchId == card.BatchId && a.TaskId == card.TaskId && a.WorkerId == workerId, ct))
                return (new SkipOutcome.Answered(), null);
            if (await db.Skips.AnyAsync(s => s.TaskId == card.TaskId && s.WorkerId == workerId, ct))
                return (new SkipOutcome.Skipped(), null);
            db.Skips.Add(new Skip(card.TaskId, card.BatchId, workerId, reason, note, now));
            (await db.WorkTotalsAsync(card.BatchId, worker, ct)).Skip(1);
            await db.SaveChangesAsync(ct);
            var held = await db.Assignments.Where(a => a.TaskId == card.TaskId && a.WorkerId == workerId && a.Status == AssignmentStatus.Claimed).Select(a => a.Id).ToListAsync(ct);
            await GiveBackAsync(db, workerId, card.BatchId, held, ClaimEnding.Skipped, now, ct);
            await db.Assignments.Where(a => a.TaskId == card.TaskId).EndReservationsAsync(workerId, ct);
            return (new SkipOutcome.Skipped(), card.BatchId);
        }, ct);
        if (batchId is { } changed)
            activity.Publish(changed);
        return outcome;
    }

    private static async Task<int> GiveBackAsync(
        AppDb db, WorkerId workerId, BatchId batchId, IReadOnlyCollection<AssignmentId> ids, ClaimEnding ending, DateTime now, CancellationToken ct)
    {
        return await db.GiveUpAsync(await db.LockBatchAsync(batchId, ct), ids, db.Held(workerId, ids), ending, now, ct);
    }
}
