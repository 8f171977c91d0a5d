using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Workers;

/// <summary>A worker whose lock the transaction holds. What may be written only under that lock asks for it by this type.</summary>
public readonly struct LockedWorker
{
    private LockedWorker(WorkerId id) => Id = id;

    public WorkerId Id { get; }

    /// <param name="second">Taken after the worker's, in the same message.</param>
    internal static async Task<LockedWorker> TakeAsync(AppDb db, WorkerId id, DatabaseLock? second, CancellationToken ct)
    {
        await db.LockAsync(new($"worker:{id}", "Workers", id.Value), second, ct);
        return new(id);
    }
}

internal static class WorkerLock
{
    /// <summary>Transactions of one worker run one after the other. Before the lock of a batch.</summary>
    public static Task<LockedWorker> LockWorkerAsync(this AppDb db, WorkerId workerId, CancellationToken ct) => LockedWorker.TakeAsync(db, workerId, null, ct);
}
