using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>
/// One attempt to take cards, within a transaction. Claims of one batch take turns: nobody races for the same rows, and the order of the batch is kept. The usual one is five
/// messages to the database and the commit: locks; who they are and where they stand; the next cards; the slots; claims and totals.
/// </summary>
internal sealed class CardClaim(AppDb db, WorkerId workerId, BatchId batchId, IReadOnlyCollection<AssignmentId> onPage, DateTime now)
{
    public async Task<ClaimOutcome> RunAsync(int count, CancellationToken ct)
    {
        await db.LockAsync(workerId, batchId, ct);
        if (await WorkStanding.FindAsync(db, workerId, batchId, ct) is not { } standing)
            return new ClaimOutcome.NoSuchBatch();
        if (standing.Refusal is { } refusal)
            return OutcomeOf(refusal, standing);
        var stand = (await ClaimQueries.Stand.For(db)(db, workerId, batchId, ct))!;
        var leaseEndsAt = standing.LeaseEndsAt(now, now);

        var totals = stand.Totals ?? db.WorkTotals.Add(new WorkTotals(batchId, workerId)).Entity;
        totals.See(now);
        var draw = new GoldDraw(workerId, totals.Claims + totals.GoldClaims);
        var slots = await NextAsync(standing, stand, totals, count, ct);
        var mine = slots.Where(s => s.Status == AssignmentStatus.Claimed).ToList();
        await RenewAsync(mine, leaseEndsAt, ct);
        count = Math.Min(count, mine.Count + standing.Room);
        var open = slots.Where(s => s.Status == AssignmentStatus.Open).DistinctBy(s => s.TaskId).Take(count - mine.Count).ToList();
        if (mine.Count < count)
        {
            var gold = standing.IsQualification ? await draw.DrawQualificationAsync(db, batchId, Math.Min(count - mine.Count, standing.LeftToJudge(totals)), ct)
                : stand.GoldPercent == 0 ? []
                : await draw.DrawAsync(db, batchId, stand.GoldPercent, count - mine.Count, totals.GoldClaims > totals.Gold, stand.Furthest, ct);
            // gold that is a page by itself stands in for a real card: where none is left, it would be told by that
            ClaimSlot? inPlaceOf = null;
            if (count - mine.Count == 1 && gold.Count == 1 && !standing.IsQualification)
            {
                inPlaceOf = open.FirstOrDefault() ?? (await BehindAsync(stand, totals, 1, ct)).FirstOrDefault();
                gold = inPlaceOf is null ? [] : gold;
            }
            var wanted = count - mine.Count - gold.Count;
            if (open.Count < wanted)
                open.AddRange(await BehindAsync(stand, totals, wanted - open.Count, ct));
            mine.AddRange(await TakeAsync(open.Take(wanted).ToList(), gold, inPlaceOf, draw, totals, leaseEndsAt, standing.IsQualification, ct));
        }
        if (mine.Count > 0)
            await db.SaveChangesAsync(ct);
        if (mine.Count == 0 && count == 0)
            return new ClaimOutcome.TooManyHeld();
        if (mine.Count == 0)
            return standing.Held > 0 && await HeldElsewhereAsync(ct) is > 0 and var elsewhere ? new ClaimOutcome.HeldElsewhere(elsewhere)
                : standing.IsQualification && standing.Held > 0 ? new ClaimOutcome.BeingJudged()
                : new ClaimOutcome.NothingLeft(!standing.IsQualification && await OthersHoldAsync(ct));
        var answers = await TakenBackAsync(slots, ct);
        return new ClaimOutcome.Claimed(draw.Hide([.. mine.OrderBy(s => s.Sequence)
            .Select(s => new Card(s.Id, s.TaskId, s.Sequence, s.Width, s.Height, stand.Prefill ? s.PreLabel : null, leaseEndsAt) { Answer = answers.GetValueOrDefault(s.Id), IsGold = s.IsGold, Place = s.Place, Frame = CardFrame.Of(workerId, s.TaskId, s.Turns) })]));
    }

    private static ClaimOutcome OutcomeOf(HoldRefusal refusal, WorkStanding standing) => refusal switch
    {
        HoldRefusal.NotAMember => new ClaimOutcome.NotAMember(),
        HoldRefusal.Locked => new ClaimOutcome.Locked(),
        HoldRefusal.NdaMissing => new ClaimOutcome.NdaNeeded(standing.Gate.PoolId),
        HoldRefusal.BatchNotOpen => new ClaimOutcome.BatchNotOpen(standing.Status),
        HoldRefusal.Paused => new ClaimOutcome.WorkerPaused(standing.PausedFor!),
        HoldRefusal.NotQualified when standing.Gate.QualificationBatch == standing.BatchId => new ClaimOutcome.Qualified(standing.Gate.Qualification == QualificationStatus.Passed),
        HoldRefusal.NotQualified => new ClaimOutcome.NotQualified(),
        _ => throw new InvalidOperationException($"No outcome for {refusal}."),
    };

    private Task<int> HeldElsewhereAsync(CancellationToken ct) =>
        db.Assignments.CountAsync(a => a.WorkerId == workerId && a.BatchId == batchId && a.Status == AssignmentStatus.Claimed && a.LeaseEndsAt > now && !onPage.Contains(a.Id), ct);

    /// <summary>Answers the worker has taken back of cards whose page has died.</summary>
    private async Task<Dictionary<AssignmentId, OwnAnswer>> TakenBackAsync(List<ClaimSlot> slots, CancellationToken ct)
    {
        var ids = slots.Where(s => s.Status == AssignmentStatus.Claimed).Select(s => s.Id).ToList();
        return ids.Count == 0 ? [] : await db.Answers.Where(a => ids.Contains(a.AssignmentId) && a.WorkerId == workerId)
            .ToDictionaryAsync(a => a.AssignmentId, a => new OwnAnswer(a.Kind, a.Text, a.Revision), ct);
    }

    /// <summary>First cards this worker holds whose page has died without giving them back, then open slots behind the furthest task they have had, several to a task maybe.</summary>
    private async Task<List<ClaimSlot>> NextAsync(WorkStanding standing, ClaimStand stand, WorkTotals totals, int count, CancellationToken ct)
    {
        var lastRenewedBefore = now - TaskQueue.AbandonedAfter + TimeSpan.FromMinutes(standing.LeaseMinutes);
        return await ClaimQueries.Next.For(db)(db, workerId, batchId, lastRenewedBefore, stand.Furthest, totals.Skipped > 0, count, count * stand.MostSlots).ToListAsync(ct);
    }

    /// <summary>
    /// A worker walks the batch in its order, so the tasks they have had lie before the furthest one. What was given back there comes last, and is looked for only when they have not had
    /// everything there.
    /// </summary>
    private async Task<IEnumerable<ClaimSlot>> BehindAsync(ClaimStand stand, WorkTotals totals, int count, CancellationToken ct)
    {
        if (await db.Assignments.CountAsync(a => a.WorkerId == workerId && a.BatchId == batchId && !a.IsGold, ct) > stand.Furthest)
            return [];
        var hasSkipped = totals.Skipped > 0;
        var slots = await (
            from a in db.Assignments
            join t in db.Tasks on a.TaskId equals t.Id
            where a.BatchId == batchId && a.Status == AssignmentStatus.Open && a.TaskSequence <= stand.Furthest && (a.ReservedFor == null || a.ReservedFor == workerId)
                && !db.Assignments.Any(had => had.TaskId == a.TaskId && had.WorkerId == workerId) && !(hasSkipped && db.Skips.Any(s => s.TaskId == a.TaskId && s.WorkerId == workerId))
            orderby a.TaskSequence, a.Slot
            select new ClaimSlot(a.Id, a.TaskId, a.TaskSequence, a.Status, t.Width, t.Height, t.BeginsBlank ? null : t.PreLabelText, t.Place, t.Turns, a.IsGold)).Take(count * Batch.MaxOverlap).ToListAsync(ct);
        return slots.DistinctBy(s => s.TaskId).Take(count);
    }

    /// <summary>Takes those of the open slots that no late answer has filled meanwhile, gold with them, and writes the claims down.</summary>
    private async Task<List<ClaimSlot>> TakeAsync(List<ClaimSlot> open, List<DrawnTask> gold, ClaimSlot? inPlaceOf, GoldDraw draw, WorkTotals totals, DateTime leaseEndsAt, bool isQualification, CancellationToken ct)
    {
        var ids = open.ConvertAll(s => s.Id);
        var rows = ids.Count == 0 ? 0 : await db.Assignments.Where(a => ids.Contains(a.Id) && a.Status == AssignmentStatus.Open).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.Status, AssignmentStatus.Claimed)
            .SetProperty(a => a.WorkerId, workerId)
            .SetProperty(a => a.ClaimedAt, now)
            .SetProperty(a => a.LeaseEndsAt, leaseEndsAt), ct);
        // a page of checks alone would give them away; in a qualification all are
        if (rows == 0 && !isQualification && inPlaceOf is null)
            return [];
        if (rows < ids.Count)
        {
            var held = await db.Held(workerId, ids).Select(a => a.Id).ToListAsync(ct);
            open = open.FindAll(s => held.Contains(s.Id));
        }
        db.Claims.AddRange(open.Select(s => new Claim(s.Id, s.TaskId, batchId, workerId, now)));
        if (open.Count + gold.Count == 0)
            return [];
        var golden = draw.Take(db, gold, inPlaceOf is null ? open.ConvertAll(s => s.Id) : [inPlaceOf.Id], now, leaseEndsAt);
        totals.Claim(open.Count, golden.Count, now);
        await db.SaveChangesAsync(ct);
        return [.. open, .. golden.Zip(gold, (slot, drawn) => new ClaimSlot(slot.Id, slot.TaskId, slot.TaskSequence, slot.Status, drawn.Task.Width, drawn.Task.Height, drawn.Task.PreLabelText, drawn.Task.Place, drawn.Task.Turns, IsGold: true))];
    }

    private async Task RenewAsync(List<ClaimSlot> abandoned, DateTime leaseEndsAt, CancellationToken ct)
    {
        if (abandoned.Count > 0)
            await db.Held(workerId, abandoned.ConvertAll(s => s.Id)).ExecuteUpdateAsync(s => s.SetProperty(a => a.LeaseEndsAt, leaseEndsAt), ct);
    }

    private Task<bool> OthersHoldAsync(CancellationToken ct) =>
        db.Assignments.AnyAsync(a => a.BatchId == batchId && a.Status == AssignmentStatus.Claimed && !db.Skips.Any(s => s.TaskId == a.TaskId && s.WorkerId == workerId) &&
            !db.Assignments.Any(mine => mine.TaskId == a.TaskId && mine.WorkerId == workerId), ct);
}
