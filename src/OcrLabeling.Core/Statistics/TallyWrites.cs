using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Statistics;

/// <summary>The rows to write to, made when they are missing. Under the worker's lock nobody else makes the same row.</summary>
internal static class TallyWrites
{
    public static async Task<WorkTally> WorkTallyAsync(this AppDb db, BatchId batchId, LockedWorker worker, CancellationToken ct)
    {
        if (await db.WorkTallies.FindAsync([batchId, worker.Id], ct) is { } tally)
            return tally;
        return db.WorkTallies.Add(new WorkTally(batchId, worker.Id)).Entity;
    }

    public static async Task<PaceTally> PaceTallyAsync(this AppDb db, BatchId batchId, LockedWorker worker, DateTime submittedAt, CancellationToken ct)
    {
        var slot = PaceTally.SlotOf(submittedAt);
        if (await db.PaceTallies.FindAsync([batchId, worker.Id, slot], ct) is { } tally)
            return tally;
        return db.PaceTallies.Add(new PaceTally(batchId, worker.Id, slot)).Entity;
    }

    /// <summary>Adds a new answer to both.</summary>
    public static async Task TallyAsync(this AppDb db, LockedWorker worker, Answer answer, CancellationToken ct)
    {
        (await db.WorkTallyAsync(answer.BatchId, worker, ct)).Take(answer);
        (await db.PaceTallyAsync(answer.BatchId, worker, answer.SubmittedAt, ct)).Take(answer);
    }
}
