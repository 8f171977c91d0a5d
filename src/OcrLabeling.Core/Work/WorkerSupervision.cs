using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>Stops a worker in a batch, lets them go on, takes the cards back that they hold. Thread-safe.</summary>
public sealed class WorkerSupervision(WriteTransaction transaction, IDbContextFactory<AppDb> databases, TaskQueue queue, AuditLog audit, LabelingActivity activity, TimeProvider clock)
{
    /// <summary>The worker's held cards go back at once. Returns how many.</summary>
    public Task<int> PauseAsync(BatchId batchId, WorkerId workerId, string reason, Guid by, CancellationToken ct) => ChangeAsync(batchId, workerId, by, "worker.pause", async (db, pause) =>
    {
        if (pause is null)
            db.WorkerPauses.Add(new WorkerPause(batchId, workerId, reason, by, clock.UtcNow()));
        else
            pause.Pause(reason, by, clock.UtcNow());
        await db.Assignments.Where(a => a.BatchId == batchId).EndReservationsAsync(workerId, ct);
        return await db.RecallAsync(db.Assignments.Where(a => a.BatchId == batchId && a.WorkerId == workerId), clock.UtcNow(), ct);
    }, ct);

    public Task LiftAsync(BatchId batchId, WorkerId workerId, Guid by, CancellationToken ct) => ChangeAsync(batchId, workerId, by, "worker.resume", (_, pause) =>
    {
        pause?.Lift(clock.UtcNow());
        return Task.FromResult(0);
    }, ct);

    /// <summary>How many went back to the queue.</summary>
    public async Task<int> TakeCardsBackAsync(BatchId batchId, WorkerId workerId, CancellationToken ct)
    {
        List<AssignmentId> held;
        await using (var db = await databases.CreateDbContextAsync(ct))
            held = await db.Assignments.Where(a => a.BatchId == batchId && a.WorkerId == workerId && a.Status == AssignmentStatus.Claimed).Select(a => a.Id).ToListAsync(ct);
        return await queue.ReturnAsync(workerId, held, ct);
    }

    private async Task<int> ChangeAsync(BatchId batchId, WorkerId workerId, Guid by, string action, Func<AppDb, WorkerPause?, Task<int>> change, CancellationToken ct)
    {
        var recalled = await transaction.RunAsync(async db =>
        {
            await db.LockWorkerAsync(workerId, ct);
            var cards = await change(db, await db.WorkerPauses.FindAsync([batchId, workerId], ct));
            db.AuditEntries.Add(audit.Entry(by, action, $"worker:{workerId}", $"batch:{batchId}"));
            await db.SaveChangesAsync(ct);
            return cards;
        }, ct);
        activity.Publish(batchId);
        return recalled;
    }
}
