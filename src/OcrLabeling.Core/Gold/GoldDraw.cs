using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Gold;

/// <summary>
/// Mixes gold tasks into a claim so that no worker can tell them. How many is drawn anew for each claim from a generator that worker and number of claims seed, so a changed rate
/// holds from the next claim on. Gold made of tasks of the same batch comes first, nearest to where the worker is, and stands where its original would have stood; nobody gets it who has had
/// that. Each worker answers each gold task once; what they gave back comes again, as other cards do, and to the place where it stood.
/// </summary>
internal sealed class GoldDraw(WorkerId workerId, int claimsBefore)
{
    private readonly Random random = new(BitConverter.ToInt32(workerId.Value.ToByteArray(), 12) ^ claimsBefore * 7919);

    /// <summary>Gold tasks for a page of <paramref name="cards"/>: of several one at least is real; where a page is one card, it may be gold.</summary>
    /// <param name="mayHaveGivenBack">False when they have answered all they were handed.</param>
    /// <param name="furthest">Sequence of the last task they have had.</param>
    public async Task<List<DrawnTask>> DrawAsync(AppDb db, BatchId batchId, int percent, int cards, bool mayHaveGivenBack, int furthest, CancellationToken ct)
    {
        var drawn = Enumerable.Range(0, cards).Count(_ => random.Next(100) < percent);
        if (drawn == 0 && !mayHaveGivenBack)
            return [];
        var open = await OpenAsync(db, batchId, passedOnToo: false, furthest, ct);
        // a page that comes again has its checks and no more
        var page = open is [{ HeldAt: { } heldAt }, ..] ? open.Where(t => t.HeldAt == heldAt) : open.Take(drawn);
        return await ReadAsync(db, [.. page.Take(Math.Max(1, cards - 1)).Select(t => t.Id)], ct);
    }

    /// <summary>
    /// Cards of a qualification, in an order of the worker's own. What they gave back or passed on comes again, so nobody gets round the difficult ones.
    /// </summary>
    public async Task<List<DrawnTask>> DrawQualificationAsync(AppDb db, BatchId batchId, int count, CancellationToken ct)
    {
        return count == 0 ? [] : await ReadAsync(db, [.. (await OpenAsync(db, batchId, passedOnToo: true, furthest: 0, ct)).Take(count).Select(t => t.Id)], ct);
    }

    /// <summary>What they neither hold nor have answered: first what they gave back, page by page; then copies of the batch's own tasks by how near they lie; the rest in any order.</summary>
    private async Task<List<OpenTask>> OpenAsync(AppDb db, BatchId batchId, bool passedOnToo, int furthest, CancellationToken ct)
    {
        var open = await db.Tasks
            .Where(t => t.BatchId == batchId && t.IsGold && !t.Gold!.IsDropped && !db.Assignments.Any(a => (a.TaskId == t.Id || a.TaskId == t.CopyOf) && a.WorkerId == workerId)
                && (passedOnToo || !db.Skips.Any(s => s.TaskId == t.Id && s.WorkerId == workerId)))
            .OrderBy(t => t.Sequence).Select(t => new OpenTask(t.Id, db.Claims.Made().Where(c => c.BatchId == batchId && c.WorkerId == workerId && c.TaskId == t.Id).Max(c => (DateTime?)c.ClaimedAt), t.Place))
            .ToListAsync(ct);
        return [.. open.OrderBy(t => t.HeldAt ?? DateTime.MaxValue).ThenBy(t => t.Place is { } place ? Math.Abs(place - furthest) : int.MaxValue).ThenBy(_ => random.Next())];
    }

    private static async Task<List<DrawnTask>> ReadAsync(AppDb db, List<TaskId> drawn, CancellationToken ct)
    {
        return drawn.Count == 0 ? [] : await (
            from t in db.Tasks
            where drawn.Contains(t.Id)
            orderby t.Sequence
            select new DrawnTask(t, db.Assignments.Where(a => a.TaskId == t.Id).Max(a => (int?)a.Slot) + 1 ?? 0)).AsNoTracking().ToListAsync(ct);
    }

    /// <summary>Held slots of their own: gold takes none of the N. Within a claim, which holds the batch's lock.</summary>
    /// <param name="others">Slots of the same page, whose age those of gold pretend to.</param>
    public List<Assignment> Take(AppDb db, List<DrawnTask> gold, IReadOnlyList<AssignmentId> others, DateTime now, DateTime leaseEndsAt)
    {
        var taken = gold.ConvertAll(drawn => Assignment.Held(others.Count == 0 ? AssignmentId.New() : AssignmentId.AsOldAs(others[random.Next(others.Count)]), drawn.Task, drawn.NextSlot, workerId, now, leaseEndsAt));
        db.Assignments.AddRange(taken);
        db.Claims.AddRange(taken.Select(a => new Claim(a.Id, a.TaskId, a.BatchId, workerId, now)));
        return taken;
    }

    /// <summary>
    /// The cards in their order, those of gold tasks anywhere among them: each behind the card that worker, gold and card together choose, so that it stands
    /// there again when the page is handed out again.
    /// </summary>
    public List<Card> Hide(IReadOnlyCollection<Card> cards)
    {
        var real = cards.Where(c => !c.IsGold).Select(c => c.Sequence).ToList();
        // before the first one, too
        int[] places = [real.Count == 0 ? 0 : real.Min() - 1, .. real];
        return [.. cards.OrderBy(c => !c.IsGold ? c.Sequence : PlaceOf(c, places)).ThenBy(c => c.IsGold).ThenBy(c => Lot(c.TaskId, 0))];
    }

    /// <summary>Behind the card that its original would have followed; else behind any.</summary>
    private int PlaceOf(Card gold, int[] places) => gold.Place is { } own ? places.Where(p => p < own).DefaultIfEmpty(places[0]).Max() : places.MinBy(place => Lot(gold.TaskId, place));

    private ulong Lot(TaskId gold, int place) =>
        BitConverter.ToUInt64(SHA256.HashData([.. workerId.Value.ToByteArray(), .. gold.Value.ToByteArray(), .. BitConverter.GetBytes(place)]));

    /// <param name="HeldAt">When they were handed it last; null: never.</param>
    /// <param name="Place">Of its original in the same batch; null: it is of another.</param>
    private sealed record OpenTask(TaskId Id, DateTime? HeldAt, int? Place);
}

/// <param name="NextSlot">The first number no slot of it has.</param>
internal sealed record DrawnTask(LabelingTask Task, int NextSlot);
