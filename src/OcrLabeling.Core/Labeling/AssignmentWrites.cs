using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Labeling;

/// <summary>The conditional updates that claims, answers and the sweep share.</summary>
internal static class AssignmentWrites
{
    /// <summary>Writes nothing new but takes the row lock: transactions of one worker run one after the other.</summary>
    public static Task<int> LockWorkerAsync(this AppDb db, WorkerId workerId, CancellationToken ct) =>
        db.Workers.Where(w => w.Id == workerId).ExecuteUpdateAsync(s => s.SetProperty(w => w.DisplayName, w => w.DisplayName), ct);

    /// <summary>Writes nothing new but takes the row lock: claims of one batch run one after the other.</summary>
    public static Task<int> LockBatchAsync(this AppDb db, BatchId batchId, CancellationToken ct) =>
        db.Batches.Where(b => b.Id == batchId).ExecuteUpdateAsync(s => s.SetProperty(b => b.Priority, b => b.Priority), ct);

    /// <summary>Claimed -> Open for the rows of <paramref name="held"/>, which must ask for Claimed. Returns how many.</summary>
    public static Task<int> ReopenAsync(this IQueryable<Assignment> held, CancellationToken ct) =>
        held.ExecuteUpdateAsync(s => s
            .SetProperty(a => a.Status, AssignmentStatus.Open)
            .SetProperty(a => a.WorkerId, (WorkerId?)null)
            .SetProperty(a => a.ClaimedAt, (DateTime?)null)
            .SetProperty(a => a.LeaseEndsAt, (DateTime?)null), ct);

    /// <summary>Ends those of the claims marked Held whose assignment their worker no longer has.</summary>
    public static Task<int> EndLostAsync(this IQueryable<Claim> claims, AppDb db, ClaimEnding ending, DateTime now, CancellationToken ct) =>
        claims.Where(c => c.Ending == ClaimEnding.Held && !db.Assignments.Any(a => a.Id == c.AssignmentId && a.WorkerId == c.WorkerId))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Ending, ending).SetProperty(c => c.EndedAt, now), ct);
}
