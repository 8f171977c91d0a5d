using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Quality;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Labeling;

/// <summary>
/// One attempt to take cards, within a transaction. Claims of one batch take turns: nobody races for the same rows, and the order of the batch is kept. The usual one is five
/// messages to the database and the commit: locks; who he is and where he stands; the next cards; the slots; claims and tally.
/// </summary>
internal sealed class CardClaim(AppDb db, WorkerId workerId, BatchId batchId, DateTime now)
{
    public async Task<ClaimOutcome> RunAsync(int count, CancellationToken ct)
    {
        await db.LockAsync(workerId, batchId, ct);
        if (await FindAsync(ct) is not { } stand)
            return new ClaimOutcome.NoSuchBatch();
        if (!stand.MayWork)
            return new ClaimOutcome.NotAMember();
        if (stand.NdaIsMissing)
            return new ClaimOutcome.NdaNeeded(stand.PoolId);
        if (stand.Status != BatchStatus.Open)
            return new ClaimOutcome.BatchNotOpen(stand.Status);
        if (stand.PausedFor is { } reason)
            return new ClaimOutcome.WorkerPaused(reason);
        if (stand.QualificationBatch == batchId && stand.Qualification != QualificationStatus.Open)
            return new ClaimOutcome.Qualified(stand.Qualification == QualificationStatus.Passed);
        if (stand.QualificationBatch is { } first && first != batchId && stand.Qualification != QualificationStatus.Passed)
            return new ClaimOutcome.NotQualified();

        var tally = stand.Tally ?? db.WorkTallies.Add(new WorkTally(batchId, workerId)).Entity;
        var draw = new GoldDraw(workerId, tally.Claims + tally.GoldClaims);
        var slots = await NextAsync(stand, tally, count, ct);
        var mine = slots.Where(s => s.Status == AssignmentStatus.Claimed).ToList();
        await RenewAsync(mine, stand.LeaseEndsAt(now), ct);
        var open = slots.Where(s => s.Status == AssignmentStatus.Open).DistinctBy(s => s.TaskId).Take(count - mine.Count).ToList();
        if (mine.Count < count)
        {
            var gold = stand.IsQualification ? await draw.DrawQualificationAsync(db, batchId, Math.Min(count - mine.Count, stand.LeftToJudge(tally)), ct)
                : stand.GoldPercent == 0 ? []
                : await draw.DrawAsync(db, batchId, stand.GoldPercent, count - mine.Count, ct);
            var wanted = count - mine.Count - gold.Count;
            if (open.Count < wanted)
                open.AddRange(await BehindAsync(stand, tally, wanted - open.Count, ct));
            mine.AddRange(await TakeAsync(open.Take(wanted).ToList(), gold, draw, tally, stand.LeaseEndsAt(now), stand.IsQualification, ct));
        }
        if (mine.Count == 0)
            return stand is { IsQualification: true, Held: > 0 } ? new ClaimOutcome.BeingJudged() : new ClaimOutcome.NothingLeft(!stand.IsQualification && await OthersHoldAsync(ct));
        return new ClaimOutcome.Claimed(draw.Hide([.. mine.OrderBy(s => s.Sequence)
            .Select(s => new Card(s.Id, s.TaskId, s.Sequence, s.Width, s.Height, stand.Prefill ? s.PreLabel : null, stand.LeaseEndsAt(now)))]));
    }

    private Task<Stand?> FindAsync(CancellationToken ct) => (
        from b in db.Batches
        join p in db.Pools on b.PoolId equals p.Id
        join q in db.PoolQualifications on p.Id equals q.PoolId into qualifications
        from qualification in qualifications.DefaultIfEmpty()
        join h in db.WorkerQualifications.Where(h => h.WorkerId == workerId) on p.Id equals h.PoolId into standings
        from standing in standings.DefaultIfEmpty()
        join t in db.WorkTallies.Where(t => t.WorkerId == workerId) on b.Id equals t.BatchId into tallies
        from tally in tallies.DefaultIfEmpty()
        where b.Id == batchId
        select new Stand
        {
            PoolId = p.Id,
            Status = b.Status,
            IsQualification = b.IsQualification,
            NdaIsMissing = p.NdaVersion != null && !db.NdaAcceptances.Any(n => n.PoolId == p.Id && n.Version == p.NdaVersion && n.WorkerId == workerId),
            QualificationBatch = (BatchId?)qualification.BatchId,
            QualificationCards = (int?)qualification.Cards ?? 0,
            Qualification = (QualificationStatus?)standing.Status ?? QualificationStatus.Open,
            JudgedBefore = (int?)standing.JudgedBefore ?? 0,
            LeaseMinutes = b.LeaseMinutes,
            Prefill = b.Prefill,
            GoldPercent = b.GoldPercent,
            MostSlots = b.MaxAnswers > b.Overlap ? b.MaxAnswers : b.Overlap,
            Tally = tally,
            PausedFor = db.WorkerPauses.Where(w => w.BatchId == b.Id && w.WorkerId == workerId && w.LiftedAt == null).Select(w => w.Reason).FirstOrDefault(),
            MayWork = !(p.Kind == PoolKind.Crowd && b.Privacy == Privacy.Donated) && db.PoolMembers.Any(m => m.PoolId == p.Id && m.WorkerId == workerId),
            Held = b.IsQualification ? db.Assignments.Count(a => a.WorkerId == workerId && a.BatchId == b.Id && a.Status == AssignmentStatus.Claimed) : 0,
            Furthest = db.Assignments.Where(a => a.WorkerId == workerId && a.BatchId == b.Id).Max(a => (int?)a.TaskSequence) ?? -1,
        }).SingleOrDefaultAsync(ct);

    /// <summary>First cards this worker holds whose page has died without giving them back, then open slots behind the furthest task he has had, several to a task maybe.</summary>
    private async Task<List<Slot>> NextAsync(Stand stand, WorkTally tally, int count, CancellationToken ct)
    {
        var lastRenewedBefore = now - TaskQueue.AbandonedAfter + TimeSpan.FromMinutes(stand.LeaseMinutes);
        var abandoned = db.Assignments
            .Where(a => a.BatchId == batchId && a.Status == AssignmentStatus.Claimed && a.WorkerId == workerId && a.LeaseEndsAt < lastRenewedBefore)
            .OrderBy(a => a.TaskSequence).Take(count);
        var open = Open(tally).Where(a => a.TaskSequence > stand.Furthest).OrderBy(a => a.TaskSequence).ThenBy(a => a.Slot).Take(count * stand.MostSlots);
        return await WithTasks(abandoned.Concat(open)).ToListAsync(ct);
    }

    /// <summary>
    /// A worker walks the batch in its order, so the tasks he has had lie before the furthest one. What was given back there comes last, and is looked for only when he has not had
    /// everything there.
    /// </summary>
    private async Task<IEnumerable<Slot>> BehindAsync(Stand stand, WorkTally tally, int count, CancellationToken ct)
    {
        if (await db.Assignments.CountAsync(a => a.WorkerId == workerId && a.BatchId == batchId && a.TaskSequence >= 0, ct) > stand.Furthest)
            return [];
        var open = Open(tally).Where(a => a.TaskSequence <= stand.Furthest && !db.Assignments.Any(had => had.TaskId == a.TaskId && had.WorkerId == workerId));
        return (await WithTasks(open.OrderBy(a => a.TaskSequence).ThenBy(a => a.Slot).Take(count * Batch.MaxOverlap)).ToListAsync(ct)).DistinctBy(s => s.TaskId).Take(count);
    }

    private IQueryable<Assignment> Open(WorkTally tally)
    {
        var open = db.Assignments.Where(a => a.BatchId == batchId && a.Status == AssignmentStatus.Open);
        return tally.Skipped == 0 ? open : open.Where(a => !db.Skips.Any(s => s.TaskId == a.TaskId && s.WorkerId == workerId));
    }

    private IQueryable<Slot> WithTasks(IQueryable<Assignment> slots) =>
        from a in slots
        join t in db.Tasks on a.TaskId equals t.Id
        orderby a.TaskSequence, a.Slot
        select new Slot(a.Id, a.TaskId, a.TaskSequence, a.Status, t.Width, t.Height, t.PreLabelText);

    /// <summary>Takes those of the open slots that no late answer has filled meanwhile, gold with them, and writes the claims down.</summary>
    private async Task<List<Slot>> TakeAsync(List<Slot> open, List<DrawnTask> gold, GoldDraw draw, WorkTally tally, DateTime leaseEndsAt, bool isQualification, CancellationToken ct)
    {
        var ids = open.ConvertAll(s => s.Id);
        var rows = ids.Count == 0 ? 0 : await db.Assignments.Where(a => ids.Contains(a.Id) && a.Status == AssignmentStatus.Open).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.Status, AssignmentStatus.Claimed)
            .SetProperty(a => a.WorkerId, workerId)
            .SetProperty(a => a.ClaimedAt, now)
            .SetProperty(a => a.LeaseEndsAt, leaseEndsAt), ct);
        // a page of checks alone would give them away; in a qualification all are
        if (rows == 0 && !isQualification)
            return [];
        if (rows < ids.Count)
        {
            var held = await db.Held(workerId, ids).Select(a => a.Id).ToListAsync(ct);
            open = open.FindAll(s => held.Contains(s.Id));
        }
        db.Claims.AddRange(open.Select(s => new Claim(s.Id, s.TaskId, batchId, workerId, now)));
        if (open.Count + gold.Count == 0)
            return [];
        var golden = draw.Take(db, gold, now, leaseEndsAt);
        tally.Claim(open.Count, golden.Count, now);
        await db.SaveChangesAsync(ct);
        return [.. open, .. golden.Zip(gold, (slot, drawn) => new Slot(slot.Id, slot.TaskId, slot.TaskSequence, slot.Status, drawn.Task.Width, drawn.Task.Height, drawn.Task.PreLabelText))];
    }

    private async Task RenewAsync(List<Slot> abandoned, DateTime leaseEndsAt, CancellationToken ct)
    {
        if (abandoned.Count > 0)
            await db.Held(workerId, abandoned.ConvertAll(s => s.Id)).ExecuteUpdateAsync(s => s.SetProperty(a => a.LeaseEndsAt, leaseEndsAt), ct);
    }

    private Task<bool> OthersHoldAsync(CancellationToken ct) =>
        db.Assignments.AnyAsync(a => a.BatchId == batchId && a.Status == AssignmentStatus.Claimed && !db.Skips.Any(s => s.TaskId == a.TaskId && s.WorkerId == workerId) &&
            !db.Assignments.Any(mine => mine.TaskId == a.TaskId && mine.WorkerId == workerId), ct);

    /// <summary>What the batch is and where the worker stands in it.</summary>
    private sealed class Stand
    {
        public PoolId PoolId { get; init; }
        public BatchStatus Status { get; init; }
        public bool IsQualification { get; init; }
        public bool NdaIsMissing { get; init; }

        /// <summary>Null: the pool asks for none.</summary>
        public BatchId? QualificationBatch { get; init; }

        public int QualificationCards { get; init; }
        public QualificationStatus Qualification { get; init; }
        public int JudgedBefore { get; init; }

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
        public int LeftToJudge(WorkTally tally) => Math.Max(0, QualificationCards - (tally.Gold - JudgedBefore) - Held);

        public DateTime LeaseEndsAt(DateTime now) => now.AddMinutes(LeaseMinutes);
    }

    private sealed record Slot(AssignmentId Id, TaskId TaskId, int Sequence, AssignmentStatus Status, int Width, int Height, string? PreLabel);
}
