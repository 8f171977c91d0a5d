using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Labeling;

/// <summary>Hands cards out under leases and takes them back. Each call is one short transaction. Thread-safe.</summary>
public sealed class TaskQueue(WriteTransaction transaction, LeaseSweep sweep, LabelingActivity activity, TimeProvider clock)
{
    public const int MaxCards = 50;

    /// <summary>Pages renew every 30 s; a held card that missed three renewals has lost its page and may be shown on another.</summary>
    public static readonly TimeSpan AbandonedAfter = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Claims up to <paramref name="count"/> (1..<see cref="MaxCards"/>) cards in the order of their sequence: first those the worker holds but no page renews
    /// any more, then open ones of tasks he has never had.
    /// </summary>
    public async Task<ClaimOutcome> ClaimAsync(WorkerId workerId, BatchId batchId, int count, CancellationToken ct)
    {
        count = Math.Clamp(count, 1, MaxCards);
        var outcome = await transaction.RunAsync(db => ClaimAsync(db, workerId, batchId, count, ct), ct);
        // only a claim that comes up short pays for looking at the leases of others
        if (outcome is ClaimOutcome.NothingLeft { MayComeBack: true } && await sweep.ExpireAsync(batchId, ct) > 0)
            outcome = await transaction.RunAsync(db => ClaimAsync(db, workerId, batchId, count, ct), ct);
        if (outcome is ClaimOutcome.Claimed)
            activity.Publish(batchId);
        return outcome;
    }

    /// <summary>Extends the leases the worker still has, each to the full length from now. Returns those; the rest is lost.</summary>
    public async Task<IReadOnlyList<AssignmentId>> RenewAsync(WorkerId workerId, IReadOnlyCollection<AssignmentId> assignments, CancellationToken ct)
    {
        var now = clock.UtcNow();
        return await transaction.RunAsync<IReadOnlyList<AssignmentId>>(async db =>
        {
            var held = await (from a in Held(db, workerId, assignments)
                              join b in db.Batches on a.BatchId equals b.Id
                              select new { a.Id, b.LeaseMinutes }).ToListAsync(ct);
            var renewed = new List<AssignmentId>();
            foreach (var sameLease in held.GroupBy(h => h.LeaseMinutes, h => h.Id))
            {
                var ids = sameLease.ToList();
                var rows = await Held(db, workerId, ids).ExecuteUpdateAsync(s => s.SetProperty(a => a.LeaseEndsAt, now.AddMinutes(sameLease.Key)), ct);
                renewed.AddRange(rows == ids.Count ? ids : await Held(db, workerId, ids).Select(a => a.Id).ToListAsync(ct));
            }
            return renewed;
        }, ct);
    }

    /// <summary>Gives cards back unanswered; those the worker no longer holds are passed over. Returns how many became open.</summary>
    public async Task<int> ReturnAsync(WorkerId workerId, IReadOnlyCollection<AssignmentId> assignments, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var (returned, batches) = await transaction.RunAsync(async db =>
        {
            var held = await Held(db, workerId, assignments).Select(a => new { a.Id, a.BatchId }).ToListAsync(ct);
            var rows = 0;
            foreach (var batch in held.GroupBy(h => h.BatchId, h => h.Id).OrderBy(b => b.Key.Value))
                rows += await GiveBackAsync(db, workerId, batch.Key, batch.ToList(), ClaimEnding.Returned, now, ct);
            return (rows, held.Select(h => h.BatchId).Distinct().ToList());
        }, ct);
        batches.ForEach(activity.Publish);
        return returned;
    }

    /// <summary>Passes a card on for good, with the reason; the worker is not asked for its task again. Whether he still holds it does not matter.</summary>
    public async Task<SkipOutcome> SkipAsync(WorkerId workerId, AssignmentId assignment, SkipReason reason, string? note, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var (outcome, batchId) = await transaction.RunAsync<(SkipOutcome, BatchId?)>(async db =>
        {
            await db.LockWorkerAsync(workerId, ct);
            var card = await db.Claims.Where(c => c.AssignmentId == assignment && c.WorkerId == workerId).Select(c => new { c.TaskId, c.BatchId }).FirstOrDefaultAsync(ct);
            if (card is null)
                return (new SkipOutcome.NeverHeld(), null);
            if (await db.Answers.AnyAsync(a => a.BatchId == card.BatchId && a.TaskId == card.TaskId && a.WorkerId == workerId, ct))
                return (new SkipOutcome.Answered(), null);
            if (await db.Skips.AnyAsync(s => s.TaskId == card.TaskId && s.WorkerId == workerId, ct))
                return (new SkipOutcome.Skipped(), null);
            db.Skips.Add(new Skip(card.TaskId, card.BatchId, workerId, reason, note, now));
            (await db.WorkTallyAsync(card.BatchId, workerId, ct)).Skip(1);
            await db.SaveChangesAsync(ct);
            var held = await db.Assignments.Where(a => a.TaskId == card.TaskId && a.WorkerId == workerId && a.Status == AssignmentStatus.Claimed).Select(a => a.Id).ToListAsync(ct);
            await GiveBackAsync(db, workerId, card.BatchId, held, ClaimEnding.Skipped, now, ct);
            return (new SkipOutcome.Skipped(), card.BatchId);
        }, ct);
        if (batchId is { } changed)
            activity.Publish(changed);
        return outcome;
    }

    private static async Task<int> GiveBackAsync(
        AppDb db, WorkerId workerId, BatchId batchId, IReadOnlyCollection<AssignmentId> ids, ClaimEnding ending, DateTime now, CancellationToken ct)
    {
        await db.LockBatchAsync(batchId, ct);
        var rows = await Held(db, workerId, ids).ReopenAsync(ct);
        await db.Claims.Where(c => ids.Contains(c.AssignmentId) && c.WorkerId == workerId).EndLostAsync(db, ending, now, ct);
        await db.WithdrawExcessAsync(batchId, ids, ct);
        return rows;
    }

    private static IQueryable<Assignment> Held(AppDb db, WorkerId workerId, IReadOnlyCollection<AssignmentId> assignments) =>
        db.Assignments.Where(a => assignments.Contains(a.Id) && a.WorkerId == workerId && a.Status == AssignmentStatus.Claimed);

    private async Task<ClaimOutcome> ClaimAsync(AppDb db, WorkerId workerId, BatchId batchId, int count, CancellationToken ct)
    {
        var batch = await (from b in db.Batches
                           join p in db.Pools on b.PoolId equals p.Id
                           where b.Id == batchId
                           select new
                           {
                               b.Status,
                               b.LeaseMinutes,
                               b.Prefill,
                               b.GoldPercent,
                               PausedFor = db.WorkerPauses.Where(p => p.BatchId == b.Id && p.WorkerId == workerId && p.LiftedAt == null).Select(p => p.Reason).FirstOrDefault(),
                               MayWork = !(p.Kind == PoolKind.Crowd && b.Privacy == Privacy.Donated) &&
                                         db.PoolMembers.Any(m => m.PoolId == p.Id && m.WorkerId == workerId),
                           }).AsNoTracking().SingleOrDefaultAsync(ct);
        if (batch is null)
            return new ClaimOutcome.NoSuchBatch();
        if (!batch.MayWork)
            return new ClaimOutcome.NotAMember();
        if (batch.Status != BatchStatus.Open)
            return new ClaimOutcome.BatchNotOpen(batch.Status);
        if (batch.PausedFor is { } reason)
            return new ClaimOutcome.WorkerPaused(reason);

        // claims of one batch take turns: nobody races for the same rows, and the order of the batch is kept
        await db.LockWorkerAsync(workerId, ct);
        await db.LockBatchAsync(batchId, ct);
        var now = clock.UtcNow();
        var leaseEndsAt = now.AddMinutes(batch.LeaseMinutes);
        var claimed = await AdoptAsync(db, workerId, batchId, count, leaseEndsAt, now, batch.LeaseMinutes, ct);
        var tally = await db.WorkTallyAsync(batchId, workerId, ct);
        var draw = new GoldDraw(workerId, tally.Claims + tally.GoldClaims);
        if (claimed.Count < count)
        {
            var gold = batch.GoldPercent == 0 ? [] : await draw.DrawAsync(db, batchId, batch.GoldPercent, count - claimed.Count, ct);
            var taken = await TakeAsync(
                db, workerId, batchId, await CandidatesAsync(db, workerId, batchId, count - claimed.Count - gold.Count, ct), gold, tally, now, leaseEndsAt, ct);
            claimed.AddRange(taken);
        }
        if (claimed.Count == 0)
            return new ClaimOutcome.NothingLeft(await OthersHoldAsync(db, workerId, batchId, ct));

        var cards = await (from a in db.Assignments
                           join t in db.Tasks on a.TaskId equals t.Id
                           where claimed.Contains(a.Id)
                           orderby a.TaskSequence
                           select new Card(a.Id, t.Id, t.Sequence, t.Width, t.Height, batch.Prefill ? t.PreLabelText : null, leaseEndsAt)).ToListAsync(ct);
        return new ClaimOutcome.Claimed(draw.Hide(cards));
    }

    /// <summary>Cards this worker holds whose page has died without giving them back.</summary>
    private static async Task<List<AssignmentId>> AdoptAsync(
        AppDb db, WorkerId workerId, BatchId batchId, int count, DateTime leaseEndsAt, DateTime now, int leaseMinutes, CancellationToken ct)
    {
        var lastRenewedBefore = now - AbandonedAfter + TimeSpan.FromMinutes(leaseMinutes);
        var abandoned = await db.Assignments
            .Where(a => a.BatchId == batchId && a.Status == AssignmentStatus.Claimed && a.WorkerId == workerId && a.LeaseEndsAt < lastRenewedBefore)
            .OrderBy(a => a.TaskSequence).Select(a => a.Id).Take(count).ToListAsync(ct);
        if (abandoned.Count > 0)
            await Held(db, workerId, abandoned).ExecuteUpdateAsync(s => s.SetProperty(a => a.LeaseEndsAt, leaseEndsAt), ct);
        return abandoned;
    }

    /// <summary>
    /// The next open slots, one per task. A worker walks the batch in its order, so the tasks he has had lie behind the furthest one; what was given back behind
    /// it comes last, and is looked for only when he has not had everything there.
    /// </summary>
    private static async Task<List<AssignmentId>> CandidatesAsync(AppDb db, WorkerId workerId, BatchId batchId, int count, CancellationToken ct)
    {
        var mine = db.Assignments.Where(a => a.WorkerId == workerId && a.BatchId == batchId);
        var furthest = await mine.MaxAsync(a => (int?)a.TaskSequence, ct) ?? -1;
        var open = db.Assignments.Where(a => a.BatchId == batchId && a.Status == AssignmentStatus.Open && !db.Skips.Any(s => s.TaskId == a.TaskId && s.WorkerId == workerId));
        var candidates = await FirstPerTaskAsync(open.Where(a => a.TaskSequence > furthest), count);
        if (candidates.Count < count && await mine.CountAsync(ct) <= furthest)
            candidates.AddRange(await FirstPerTaskAsync(
                open.Where(a => a.TaskSequence <= furthest && !db.Assignments.Any(had => had.TaskId == a.TaskId && had.WorkerId == workerId)), count - candidates.Count));
        return candidates;

        async Task<List<AssignmentId>> FirstPerTaskAsync(IQueryable<Assignment> slots, int wanted)
        {
            var rows = await slots.OrderBy(a => a.TaskSequence).ThenBy(a => a.Slot).Take(wanted * Batch.MaxOverlap).Select(a => new { a.Id, a.TaskId }).ToListAsync(ct);
            return rows.DistinctBy(r => r.TaskId).Take(wanted).Select(r => r.Id).ToList();
        }
    }

    /// <summary>Takes those of the candidates that no late answer has filled meanwhile, gold with them, and writes the claims down.</summary>
    private static async Task<List<AssignmentId>> TakeAsync(
        AppDb db, WorkerId workerId, BatchId batchId, List<AssignmentId> candidates, List<LabelingTask> gold, WorkTally tally, DateTime now, DateTime leaseEndsAt, CancellationToken ct)
    {
        var rows = await db.Assignments.Where(a => candidates.Contains(a.Id) && a.Status == AssignmentStatus.Open).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.Status, AssignmentStatus.Claimed)
            .SetProperty(a => a.WorkerId, workerId)
            .SetProperty(a => a.ClaimedAt, now)
            .SetProperty(a => a.LeaseEndsAt, leaseEndsAt), ct);
        if (rows == 0)
            return [];
        var taken = await Held(db, workerId, candidates).Select(a => new { a.Id, a.TaskId }).ToListAsync(ct);
        db.Claims.AddRange(taken.Select(t => new Claim(t.Id, t.TaskId, batchId, workerId, now)));
        var golden = await GoldDraw.TakeAsync(db, gold, workerId, now, leaseEndsAt, ct);
        tally.Claim(taken.Count, golden.Count, now);
        await db.SaveChangesAsync(ct);
        return [.. taken.Select(t => t.Id), .. golden.Select(a => a.Id)];
    }

    private static Task<bool> OthersHoldAsync(AppDb db, WorkerId workerId, BatchId batchId, CancellationToken ct) =>
        db.Assignments.AnyAsync(a => a.BatchId == batchId && a.Status == AssignmentStatus.Claimed && !db.Skips.Any(s => s.TaskId == a.TaskId && s.WorkerId == workerId) &&
            !db.Assignments.Any(mine => mine.TaskId == a.TaskId && mine.WorkerId == workerId), ct);
}
