using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

/// <summary>A batch whose lock the transaction holds. What may be written only under that lock asks for it by this type.</summary>
internal readonly struct LockedBatch
{
    private LockedBatch(BatchId id) => Id = id;

    public BatchId Id { get; }

    internal static DatabaseLock LockOf(BatchId id) => new($"batch:{id}", "Batches", id.Value);

    internal static async Task<LockedBatch> TakeAsync(AppDb db, BatchId id, CancellationToken ct)
    {
        await db.LockAsync(LockOf(id), null, ct);
        return new(id);
    }

    internal static async Task<(LockedWorker Worker, LockedBatch Batch)> TakeAsync(AppDb db, WorkerId worker, BatchId id, CancellationToken ct) =>
        (await LockedWorker.TakeAsync(db, worker, LockOf(id), ct), new(id));
}

internal static class BatchLock
{
    /// <summary>What changes the number of open slots of a batch runs one after the other. After the lock of a worker.</summary>
    public static Task<LockedBatch> LockBatchAsync(this AppDb db, BatchId batchId, CancellationToken ct) => LockedBatch.TakeAsync(db, batchId, ct);

    /// <summary>Both, in one message.</summary>
    public static Task<(LockedWorker Worker, LockedBatch Batch)> LockAsync(this AppDb db, WorkerId workerId, BatchId batchId, CancellationToken ct) => LockedBatch.TakeAsync(db, workerId, batchId, ct);
}
