using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Tasks;

/// <summary>
/// Tasks that ask for an answer which nobody is left to give: everyone in the pool has had them, or passed them on. Small pools get there when an answer more is asked for; until somebody joins, or fewer
/// answers are asked for, the batch stands still.
/// </summary>
/// <param name="Tasks">How many.</param>
/// <param name="Slots">The answers that they ask for.</param>
internal readonly record struct UnaskableTasks(int Tasks, int Slots)
{
    /// <summary>With more open slots than these there is other work, and looking at each would take long.</summary>
    public const int MostOpen = 2_000;

    /// <summary>Of those of <paramref name="batches"/> that are open and have any.</summary>
    /// <param name="batches">Each with at most <see cref="MostOpen"/> open slots.</param>
    public static async Task<IReadOnlyDictionary<BatchId, UnaskableTasks>> OfAsync(AppDb db, IReadOnlyCollection<BatchId> batches, CancellationToken ct)
    {
        if (batches.Count == 0)
            return new Dictionary<BatchId, UnaskableTasks>();
        var able = db.PoolMembers.Where(m => db.Workers.Any(w => w.Id == m.WorkerId && db.Users.Any(a => a.Id == w.AccountId && a.Role == Role.Worker && (a.LockoutEnd == null || a.LockoutEnd != Account.LockedForGood))));
        return await (
            from slot in db.Assignments
            join batch in db.Batches on slot.BatchId equals batch.Id
            where batches.Contains(batch.Id) && batch.Status == BatchStatus.Open && !batch.IsQualification
                && slot.Status == AssignmentStatus.Open && !slot.IsGold && slot.ReservedFor == null
                && !able.Any(m => m.PoolId == batch.PoolId
                    && !db.WorkerPauses.Any(p => p.BatchId == batch.Id && p.WorkerId == m.WorkerId && p.LiftedAt == null)
                    && !db.Assignments.Any(a => a.TaskId == slot.TaskId && a.WorkerId == m.WorkerId) && !db.Skips.Any(s => s.TaskId == slot.TaskId && s.WorkerId == m.WorkerId))
            group slot by slot.BatchId into stuck
            select new { stuck.Key, Tasks = stuck.Select(s => s.TaskId).Distinct().Count(), Slots = stuck.Count() }).ToDictionaryAsync(s => s.Key, s => new UnaskableTasks(s.Tasks, s.Slots), ct);
    }
}
