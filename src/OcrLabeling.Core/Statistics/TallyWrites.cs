using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Statistics;

/// <summary>The rows to write to, made when they are missing. Callers hold the worker's lock, so nobody else makes the same row.</summary>
internal static class TallyWrites
{
    public static async Task<WorkTally> WorkTallyAsync(this AppDb db, BatchId batchId, WorkerId workerId, CancellationToken ct)
    {
        if (await db.WorkTallies.FindAsync([batchId, workerId], ct) is { } tally)
            return tally;
        return db.WorkTallies.Add(new WorkTally(batchId, workerId)).Entity;
    }

    public static async Task<PaceTally> PaceTallyAsync(this AppDb db, BatchId batchId, WorkerId workerId, DateTime submittedAt, CancellationToken ct)
    {
        var slot = PaceTally.SlotOf(submittedAt);
        if (await db.PaceTallies.FindAsync([batchId, workerId, slot], ct) is { } tally)
            return tally;
        return db.PaceTallies.Add(new PaceTally(batchId, workerId, slot)).Entity;
    }

    /// <summary>Adds a new answer to both.</summary>
    public static async Task TallyAsync(this AppDb db, Answer answer, CancellationToken ct)
    {
        (await db.WorkTallyAsync(answer.BatchId, answer.WorkerId, ct)).Take(answer);
        (await db.PaceTallyAsync(answer.BatchId, answer.WorkerId, answer.SubmittedAt, ct)).Take(answer);
    }
}
