using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Workers;

internal static class WorkerLock
{
    public static DatabaseLock Of(WorkerId workerId) => new($"worker:{workerId}", "Workers", workerId.Value);

    /// <summary>Transactions of one worker run one after the other. Before the lock of a batch.</summary>
    public static Task LockWorkerAsync(this AppDb db, WorkerId workerId, CancellationToken ct) => db.LockAsync(Of(workerId), null, ct);
}
