using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

internal static class BatchLock
{
    /// <summary>What changes the number of open slots of a batch runs one after the other. After the lock of a worker.</summary>
    public static Task LockBatchAsync(this AppDb db, BatchId batchId, CancellationToken ct) => db.LockAsync(Of(batchId), null, ct);

    /// <summary>Both, in one message.</summary>
    public static Task LockAsync(this AppDb db, WorkerId workerId, BatchId batchId, CancellationToken ct) => db.LockAsync(WorkerLock.Of(workerId), Of(batchId), ct);

    private static DatabaseLock Of(BatchId batchId) => new($"batch:{batchId}", "Batches", batchId.Value);
}
