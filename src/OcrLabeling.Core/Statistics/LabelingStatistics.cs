using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Statistics;

/// <summary>
/// Counts in the database: one pass over the answers and one over the claims, each grouped by batch and worker in the order of an index and folded here into
/// both tables; then one index step per worker for the median. Thread-safe.
/// </summary>
public sealed class LabelingStatistics(IDbContextFactory<AppDb> databases, TimeProvider clock)
{
    public async Task<StatsSnapshot> ReadAsync(StatsFilter filter, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.UtcNow();
        var work = await CountAnswersAsync(db, filter, ct);
        var claims = await CountClaimsAsync(db, filter, ct);
        return new(now, await ReadBatchesAsync(db, filter, work, claims, now, ct), await ReadWorkersAsync(db, filter, work, claims, ct));
    }

    private static async Task<List<WorkCell>> CountAnswersAsync(AppDb db, StatsFilter filter, CancellationToken ct)
    {
        // grouped by IsSurplus too: that is the order of the index, nothing is sorted
        var query =
            from answer in filter.Answers(db)
            group answer by new { answer.BatchId, answer.WorkerId, answer.IsSurplus } into cell
            select new WorkCell(
                cell.Key.BatchId, cell.Key.WorkerId, cell.Key.IsSurplus, cell.Count(), cell.Sum(a => a.NetMilliseconds), cell.Sum(a => a.ActiveMilliseconds),
                cell.Min(a => a.NetMilliseconds), cell.Max(a => a.SubmittedAt));
        return await query.AsNoTracking().ToListAsync(ct);
    }

    private static async Task<List<ClaimCell>> CountClaimsAsync(AppDb db, StatsFilter filter, CancellationToken ct)
    {
        var query =
            from claim in filter.Claims(db)
            group claim by new { claim.BatchId, claim.WorkerId } into cell
            select new ClaimCell(cell.Key.BatchId, cell.Key.WorkerId, cell.Count(), cell.Min(c => c.ClaimedAt), cell.Max(c => c.ClaimedAt));
        return await query.AsNoTracking().ToListAsync(ct);
    }

    private static async Task<List<BatchStats>> ReadBatchesAsync(
        AppDb db, StatsFilter filter, List<WorkCell> work, List<ClaimCell> claims, DateTime now, CancellationToken ct)
    {
        var rows = await (
            from batch in filter.Apply(db)
            join pool in db.Pools on batch.PoolId equals pool.Id
            orderby batch.CreatedAt descending, batch.Id descending
            select new { batch.Id, batch.Name, batch.Template, batch.Status, Pool = pool.Name, batch.CreatedAt, batch.TaskCount }).AsNoTracking().ToListAsync(ct);
        var assignments = await (
            from assignment in filter.Assignments(db)
            where assignment.Status != AssignmentStatus.Surplus
            group assignment by assignment.BatchId into slots
            select new { slots.Key, Count = slots.Count() }).ToDictionaryAsync(s => s.Key, s => s.Count, ct);
        var since = now - Eta.RateWindow;
        // the hour narrows it by an index
        var sinceHour = Answer.HourOf(since);
        var recent = await (
            from answer in filter.Answers(db)
            where answer.SubmittedHour >= sinceHour && answer.SubmittedAt > since && !answer.IsSurplus
            group answer by answer.BatchId into answers
            select new { answers.Key, Count = answers.Count() }).ToDictionaryAsync(a => a.Key, a => a.Count, ct);
        var done = work.Where(w => !w.IsSurplus).ToLookup(w => w.BatchId, w => w.Count);
        var claimed = claims.ToLookup(c => c.BatchId);
        return [.. rows.Select(row =>
        {
            var slots = assignments.GetValueOrDefault(row.Id);
            var submitted = done[row.Id].Sum();
            DateTime? firstClaim = claimed[row.Id].Select(c => (DateTime?)c.First).Min();
            var eta = Eta.Estimate(row.Status, slots, submitted, recent.GetValueOrDefault(row.Id), firstClaim, now);
            return new BatchStats(
                row.Id, row.Name, row.Template, row.Status, row.Pool, row.CreatedAt, row.TaskCount, slots, claimed[row.Id].Sum(c => c.Count), submitted, eta);
        })];
    }

    private static async Task<List<WorkerStats>> ReadWorkersAsync(AppDb db, StatsFilter filter, List<WorkCell> work, List<ClaimCell> claims, CancellationToken ct)
    {
        var names = await db.Workers.AsNoTracking().Select(w => new { w.Id, w.DisplayName }).ToDictionaryAsync(w => w.Id, w => w.DisplayName, ct);
        var workOf = work.ToLookup(w => w.WorkerId);
        var claimsOf = claims.ToLookup(c => c.WorkerId);
        var workers = new List<WorkerStats>();
        foreach (var id in workOf.Select(w => w.Key).Union(claimsOf.Select(c => c.Key)))
        {
            var count = workOf[id].Sum(w => w.Count);
            DateTime? lastSubmit = workOf[id].Select(w => (DateTime?)w.Last).Max();
            DateTime? firstClaim = claimsOf[id].Select(c => (DateTime?)c.First).Min();
            DateTime? lastClaim = claimsOf[id].Select(c => (DateTime?)c.Last).Max();
            workers.Add(new(
                id,
                names[id],
                workOf[id].Where(w => !w.IsSurplus).Sum(w => w.Count),
                workOf[id].Where(w => w.IsSurplus).Sum(w => w.Count),
                lastSubmit - firstClaim,
                TimeSpan.FromMilliseconds(workOf[id].Sum(w => w.NetMilliseconds)),
                TimeSpan.FromMilliseconds(workOf[id].Sum(w => w.ActiveMilliseconds)),
                lastClaim > lastSubmit || lastSubmit is null ? lastClaim : lastSubmit,
                count == 0 ? null : TimeSpan.FromMilliseconds(workOf[id].Min(w => w.MinNetMilliseconds)),
                await MedianAsync(db, filter, id, count, ct)));
        }
        return [.. workers.OrderByDescending(w => w.Done).ThenBy(w => w.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The middle of the worker's net times, or the mean of the two middle ones.</summary>
    private static async Task<TimeSpan?> MedianAsync(AppDb db, StatsFilter filter, WorkerId workerId, int count, CancellationToken ct)
    {
        if (count < 2)
            return null;
        var middle = await filter.Answers(db).Where(a => a.WorkerId == workerId).OrderBy(a => a.NetMilliseconds).Select(a => a.NetMilliseconds).Skip((count - 1) / 2).Take(2 - count % 2).ToListAsync(ct);
        return middle.Count == 0 ? null : TimeSpan.FromMilliseconds(middle.Average());
    }

    private sealed record WorkCell(
        BatchId BatchId, WorkerId WorkerId, bool IsSurplus, int Count, long NetMilliseconds, long ActiveMilliseconds, long MinNetMilliseconds, DateTime Last);

    private sealed record ClaimCell(BatchId BatchId, WorkerId WorkerId, int Count, DateTime First, DateTime Last);
}
