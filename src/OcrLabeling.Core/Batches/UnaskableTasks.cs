using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Batches;

/// <summary>
/// Tasks that ask for an answer which nobody is left to give: everyone in the pool has had them, or passed them on. Small pools get there when an answer more is asked for; until somebody joins, or fewer
/// answers are asked for, the batch stands still.
/// </summary>
internal static class UnaskableTasks
{
    /// <summary>With more open slots than these there is other work, and looking at each would take long.</summary>
    private const int MostOpen = 2_000;

    /// <summary>How many; 0 while a batch is not open.</summary>
    public static async Task<int> CountAsync(AppDb db, Batch batch, int open, CancellationToken ct)
    {
        if (batch.Status != BatchStatus.Open || batch.IsQualification || open is 0 or > MostOpen)
            return 0;
        var able = db.PoolMembers.Where(m => m.PoolId == batch.PoolId
            && !db.WorkerPauses.Any(p => p.BatchId == batch.Id && p.WorkerId == m.WorkerId && p.LiftedAt == null)
            && db.Workers.Any(w => w.Id == m.WorkerId && db.Users.Any(a => a.Id == w.AccountId && a.Role == Role.Worker && (a.LockoutEnd == null || a.LockoutEnd != Account.LockedForGood))));
        return await db.Tasks.CountAsync(t => t.BatchId == batch.Id && t.Sequence >= 0
            && db.Assignments.Any(a => a.BatchId == batch.Id && a.TaskId == t.Id && a.Status == AssignmentStatus.Open && a.ReservedFor == null)
            && !able.Any(m => !db.Assignments.Any(a => a.TaskId == t.Id && a.WorkerId == m.WorkerId) && !db.Skips.Any(s => s.TaskId == t.Id && s.WorkerId == m.WorkerId)), ct);
    }
}
