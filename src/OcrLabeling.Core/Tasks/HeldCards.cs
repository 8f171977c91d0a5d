using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

/// <inheritdoc/>
public sealed class HeldCards(TimeProvider clock) : IHeldCards
{
    public async Task RecallAsync(AppDb db, LockedWorker worker, CancellationToken ct)
    {
        await db.RecallAsync(db.Assignments.Where(a => a.WorkerId == worker.Id), clock.UtcNow(), ct);
        await db.Assignments.EndReservationsAsync(worker.Id, ct);
    }

    public async Task RecallAsync(AppDb db, LockedWorker worker, PoolId poolId, CancellationToken ct)
    {
        await db.RecallAsync(HeldInPool(db, poolId).Where(a => a.WorkerId == worker.Id), clock.UtcNow(), ct);
        await db.Assignments.Where(a => db.Batches.Any(b => b.Id == a.BatchId && b.PoolId == poolId)).EndReservationsAsync(worker.Id, ct);
    }

    public Task RecallAsync(AppDb db, PoolId poolId, CancellationToken ct) => db.RecallAsync(HeldInPool(db, poolId), clock.UtcNow(), ct);

    public Task<bool> AreOfDonatedAsync(AppDb db, PoolId poolId, CancellationToken ct) =>
        db.Batches.AnyAsync(b => b.PoolId == poolId && b.Privacy == Privacy.Donated && b.Status != BatchStatus.Closed, ct);

    private static IQueryable<Assignment> HeldInPool(AppDb db, PoolId poolId) =>
        db.Assignments.Where(a => a.Status == AssignmentStatus.Claimed && db.Batches.Any(b => b.Id == a.BatchId && b.PoolId == poolId));
}
