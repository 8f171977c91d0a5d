using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Workers;

/// <summary>The cards that workers hold: they go back to the queue where a pool or an account lets its workers go, as part of the transaction that does it.</summary>
public interface IHeldCards
{
    /// <summary>All that the worker holds, and what waits for them.</summary>
    Task RecallAsync(AppDb db, LockedWorker worker, CancellationToken ct);

    /// <summary>The same of the batches of one pool.</summary>
    Task RecallAsync(AppDb db, LockedWorker worker, PoolId poolId, CancellationToken ct);

    /// <summary>All that anybody holds in the pool.</summary>
    Task RecallAsync(AppDb db, PoolId poolId, CancellationToken ct);

    /// <summary>A batch of the pool that is not closed holds donated documents.</summary>
    Task<bool> AreOfDonatedAsync(AppDb db, PoolId poolId, CancellationToken ct);
}
