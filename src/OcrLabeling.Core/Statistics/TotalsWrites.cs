using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Statistics;

/// <summary>The rows to write to, made when they are missing. Under the worker's lock nobody else makes the same row.</summary>
internal static class TotalsWrites
{
    public static async Task<WorkTotals> WorkTotalsAsync(this AppDb db, BatchId batchId, LockedWorker worker, CancellationToken ct)
    {
        if (await db.WorkTotals.FindAsync([batchId, worker.Id], ct) is { } totals)
            return totals;
        return db.WorkTotals.Add(new WorkTotals(batchId, worker.Id)).Entity;
    }

    public static async Task<PaceTotals> PaceTotalsAsync(this AppDb db, BatchId batchId, LockedWorker worker, DateTime submittedAt, CancellationToken ct)
    {
        var slot = PaceTotals.SlotOf(submittedAt);
        if (await db.PaceTotals.FindAsync([batchId, worker.Id, slot], ct) is { } totals)
            return totals;
        return db.PaceTotals.Add(new PaceTotals(batchId, worker.Id, slot)).Entity;
    }

    /// <summary>Adds a new answer to both.</summary>
    public static async Task TotalsAsync(this AppDb db, LockedWorker worker, Answer answer, CancellationToken ct)
    {
        (await db.WorkTotalsAsync(answer.BatchId, worker, ct)).Take(answer);
        (await db.PaceTotalsAsync(answer.BatchId, worker, answer.SubmittedAt, ct)).Take(answer);
    }
}
