using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Labeling;

/// <summary>
/// Mixes gold tasks into a claim. How many and where is drawn anew for each claim from a generator that worker and number of claims seed: no worker can tell them by their
/// place, and a changed rate holds from the next claim on. Each worker gets each gold task once.
/// </summary>
internal sealed class GoldDraw(WorkerId workerId, int claimsBefore)
{
    private readonly Random random = new(BitConverter.ToInt32(workerId.Value.ToByteArray(), 12) ^ claimsBefore * 7919);

    /// <summary>Gold tasks for a page of <paramref name="cards"/>, one card of which at least is real.</summary>
    public async Task<List<DrawnTask>> DrawAsync(AppDb db, BatchId batchId, int percent, int cards, CancellationToken ct)
    {
        var count = Math.Min(cards - 1, Enumerable.Range(0, cards).Count(_ => random.Next(100) < percent));
        if (count <= 0)
            return [];
        var fresh = await db.Tasks
            .Where(t => t.BatchId == batchId && t.Sequence < 0 && !t.Gold!.IsDropped && !db.Claims.Any(c => c.BatchId == batchId && c.WorkerId == workerId && c.TaskId == t.Id))
            .OrderBy(t => t.Sequence).Select(t => t.Id).ToListAsync(ct);
        return await ReadAsync(db, [.. fresh.OrderBy(_ => random.Next()).Take(count)], ct);
    }

    /// <summary>
    /// Cards of a qualification, in an order of the worker's own. What he gave back comes again, so nobody gets round the difficult ones.
    /// </summary>
    public async Task<List<DrawnTask>> DrawQualificationAsync(AppDb db, BatchId batchId, int count, CancellationToken ct)
    {
        if (count == 0)
            return [];
        var open = await db.Tasks
            .Where(t => t.BatchId == batchId && t.Sequence < 0 && !t.Gold!.IsDropped && !db.Assignments.Any(a => a.TaskId == t.Id && a.WorkerId == workerId))
            .OrderBy(t => t.Sequence).Select(t => new { t.Id, WasHeld = db.Claims.Any(c => c.BatchId == batchId && c.WorkerId == workerId && c.TaskId == t.Id) }).ToListAsync(ct);
        return await ReadAsync(db, [.. open.OrderByDescending(t => t.WasHeld).ThenBy(_ => random.Next()).Take(count).Select(t => t.Id)], ct);
    }

    private static async Task<List<DrawnTask>> ReadAsync(AppDb db, List<TaskId> drawn, CancellationToken ct)
    {
        return drawn.Count == 0 ? [] : await (
            from t in db.Tasks
            where drawn.Contains(t.Id)
            orderby t.Sequence
            select new DrawnTask(t, db.Assignments.Where(a => a.TaskId == t.Id).Max(a => (int?)a.Slot) + 1 ?? 0)).AsNoTracking().ToListAsync(ct);
    }

    /// <summary>Held slots of their own: gold takes none of the N. The caller holds the batch's lock.</summary>
    public List<Assignment> Take(AppDb db, List<DrawnTask> gold, DateTime now, DateTime leaseEndsAt)
    {
        var taken = gold.ConvertAll(drawn => Assignment.Held(drawn.Task, drawn.NextSlot, workerId, now, leaseEndsAt));
        db.Assignments.AddRange(taken);
        db.Claims.AddRange(taken.Select(a => new Claim(a.Id, a.TaskId, a.BatchId, workerId, now)));
        return taken;
    }

    /// <summary>The cards in their order, those of gold tasks (sequence below 0) anywhere among them.</summary>
    public List<Card> Hide(IEnumerable<Card> cards)
    {
        var mixed = cards.Where(c => c.Sequence >= 0).ToList();
        foreach (var card in cards.Where(c => c.Sequence < 0))
            mixed.Insert(random.Next(mixed.Count + 1), card);
        return mixed;
    }
}

/// <param name="NextSlot">The first number no slot of it has.</param>
internal sealed record DrawnTask(LabelingTask Task, int NextSlot);
