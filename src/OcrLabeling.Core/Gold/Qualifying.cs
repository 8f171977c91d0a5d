using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Gold;

/// <summary>Decides a worker's qualification by their judged answers. The caller saves.</summary>
internal static class Qualifying
{
    /// <summary>After an answer: once as many are judged as the pool asks for. What is decided stays.</summary>
    public static Task DecideAsync(AppDb db, BatchId batchId, LockedWorker worker, DateTime now, CancellationToken ct) => DecideAsync(db, batchId, worker, again: false, now, ct);

    /// <summary>After a corrected truth: who failed by their answers alone may have passed.</summary>
    public static Task DecideAgainAsync(AppDb db, BatchId batchId, LockedWorker worker, DateTime now, CancellationToken ct) => DecideAsync(db, batchId, worker, again: true, now, ct);

    private static async Task DecideAsync(AppDb db, BatchId batchId, LockedWorker worker, bool again, DateTime now, CancellationToken ct)
    {
        if (await db.PoolQualifications.AsNoTracking().SingleOrDefaultAsync(q => q.BatchId == batchId, ct) is not { } asked)
            return;
        var standing = await db.WorkerQualifications.FindAsync([asked.PoolId, worker.Id], ct) ?? db.WorkerQualifications.Add(new WorkerQualification(asked.PoolId, worker.Id)).Entity;
        if (standing.Status == QualificationStatus.Passed || standing.Status == QualificationStatus.Failed && (!again || standing.DecidedBy is not null))
            return;
        var totals = await db.WorkTotalsAsync(batchId, worker, ct);
        var (judged, right) = (totals.Gold - standing.JudgedBefore, totals.GoldRight - standing.RightBefore);
        if (judged < asked.Cards)
            return;
        var passed = right * 100 >= asked.PassPercent * judged;
        if (standing.Status == QualificationStatus.Failed && !passed)
            return;
        standing.Decide(passed ? QualificationStatus.Passed : QualificationStatus.Failed, judged, right, null, now);
        db.AuditEntries.Add(new AuditEntry(now, null, passed ? "qualification.pass" : "qualification.fail", $"worker:{worker.Id}", $"pool:{asked.PoolId}, {right} of {judged} right, {asked.PassPercent} % asked for"));
    }
}
