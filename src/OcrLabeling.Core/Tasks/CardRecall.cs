using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

/// <summary>Takes held cards back from workers who may not hold them any more, or whose page is turned, in the transaction that does it.</summary>
internal static class CardRecall
{
    /// <summary>Those of <paramref name="cards"/> that are held. Returns how many went back to the queue.</summary>
    public static async Task<int> RecallAsync(this AppDb db, IQueryable<Assignment> cards, DateTime now, CancellationToken ct, ClaimEnding ending = ClaimEnding.Recalled)
    {
        var held = await cards.Where(a => a.Status == AssignmentStatus.Claimed).Select(a => new { a.Id, a.BatchId }).ToListAsync(ct);
        var rows = 0;
        // locks in one order, so that no two recalls wait for each other
        foreach (var batch in held.GroupBy(h => h.BatchId, h => h.Id).OrderBy(b => b.Key.Value))
        {
            var locked = await db.LockBatchAsync(batch.Key, ct);
            foreach (var ids in batch.Chunk(AssignmentWrites.ChunkSize))
                rows += await db.GiveUpAsync(locked, ids, db.Assignments.Where(a => ids.Contains(a.Id) && a.Status == AssignmentStatus.Claimed), ending, now, ct);
        }
        return rows;
    }

    /// <summary>Open slots that wait for a worker who will not come are anybody's.</summary>
    /// <param name="slots">Those that the worker may not have any more, among others.</param>
    public static Task<int> EndReservationsAsync(this IQueryable<Assignment> slots, WorkerId workerId, CancellationToken ct) =>
        slots.Where(a => a.Status == AssignmentStatus.Open && a.ReservedFor == workerId).ExecuteUpdateAsync(s => s.SetProperty(a => a.ReservedFor, (WorkerId?)null), ct);
}
