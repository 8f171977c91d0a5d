using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Gold;

/// <summary>
/// Stops a worker once it is certain enough (95 %) that they are not as accurate as the batch asks for, and lets them go on when a corrected check shows that it is not. The caller
/// saves.
/// </summary>
internal static class GoldFloor
{
    /// <summary>Fewer gold answers stop nobody.</summary>
    private const int LeastGold = 8;

    /// <summary>Workers whom a person has resumed are not paused again. Returns whether the worker was paused now.</summary>
    public static async Task<bool> PauseBelowAsync(AppDb db, BatchId batchId, LockedWorker worker, int floorPercent, DateTime now, CancellationToken ct)
    {
        var totals = await db.WorkTotalsAsync(batchId, worker, ct);
        if (!IsBelow(totals, floorPercent) || await db.WorkerPauses.FindAsync([batchId, worker.Id], ct) is not null)
            return false;
        db.WorkerPauses.Add(new WorkerPause(batchId, worker.Id, $"{totals.GoldRight} of {totals.Gold} checked cards were right; {floorPercent} % are asked for.", null, now));
        db.AuditEntries.Add(new AuditEntry(now, null, "worker.pause", $"worker:{worker.Id}", $"batch:{batchId}"));
        return true;
    }

    /// <summary>Takes back what the batch itself did; a person's pause stays.</summary>
    public static async Task LiftAboveAsync(AppDb db, BatchId batchId, LockedWorker worker, int floorPercent, DateTime now, CancellationToken ct)
    {
        if (await db.WorkerPauses.FindAsync([batchId, worker.Id], ct) is not { PausedBy: null, LiftedAt: null } pause || IsBelow(await db.WorkTotalsAsync(batchId, worker, ct), floorPercent))
            return;
        db.WorkerPauses.Remove(pause);
        db.AuditEntries.Add(new AuditEntry(now, null, "worker.resume", $"worker:{worker.Id}", $"batch:{batchId}"));
    }

    private static bool IsBelow(WorkTotals totals, int floorPercent) =>
        floorPercent > 0 && totals.Gold >= LeastGold && Wilson.Of(totals.GoldRight, totals.Gold) is { } accuracy && accuracy.High * 100 < floorPercent;
}
