using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Quality;

/// <summary>Stops a worker in a batch, lets him go on, takes the cards back that he holds. Thread-safe.</summary>
public sealed class WorkerSupervision(WriteTransaction transaction, IDbContextFactory<AppDb> databases, TaskQueue queue, AuditLog audit, LabelingActivity activity, TimeProvider clock)
{
    public Task PauseAsync(BatchId batchId, WorkerId workerId, string reason, Guid by, CancellationToken ct) => ChangeAsync(batchId, workerId, by, "worker.pause", (db, pause) =>
    {
        if (pause is null)
            db.WorkerPauses.Add(new WorkerPause(batchId, workerId, reason, by, clock.UtcNow()));
        else
            pause.Pause(reason, by, clock.UtcNow());
    }, ct);

    public Task LiftAsync(BatchId batchId, WorkerId workerId, Guid by, CancellationToken ct) =>
        ChangeAsync(batchId, workerId, by, "worker.resume", (_, pause) => pause?.Lift(clock.UtcNow()), ct);

    /// <summary>How many went back to the queue.</summary>
    public async Task<int> TakeCardsBackAsync(BatchId batchId, WorkerId workerId, CancellationToken ct)
    {
        List<AssignmentId> held;
        await using (var db = await databases.CreateDbContextAsync(ct))
            held = await db.Assignments.Where(a => a.BatchId == batchId && a.WorkerId == workerId && a.Status == AssignmentStatus.Claimed).Select(a => a.Id).ToListAsync(ct);
        return await queue.ReturnAsync(workerId, held, ct);
    }

    private async Task ChangeAsync(BatchId batchId, WorkerId workerId, Guid by, string action, Action<AppDb, WorkerPause?> change, CancellationToken ct)
    {
        await transaction.RunAsync(async db =>
        {
            await db.LockWorkerAsync(workerId, ct);
            change(db, await db.WorkerPauses.FindAsync([batchId, workerId], ct));
            db.AuditEntries.Add(audit.Entry(by, action, $"worker:{workerId}", $"batch:{batchId}"));
            return await db.SaveChangesAsync(ct);
        }, ct);
        activity.Publish(batchId);
    }
}
