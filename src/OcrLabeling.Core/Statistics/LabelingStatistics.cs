using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Statistics;

/// <summary>Both tables of the stats page, from the totals: it reads as many rows as there are pairs of batch and worker, however many answers those stand for. Thread-safe.</summary>
public sealed class LabelingStatistics(IDbContextFactory<AppDb> databases, TimeProvider clock)
{
    public async Task<StatsSnapshot> ReadAsync(StatsFilter filter, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.UtcNow();
        var work = await filter.Work(db).AsNoTracking().ToListAsync(ct);
        return new(now, await ReadBatchesAsync(db, filter, work, now, ct), await ReadWorkersAsync(db, work, ct));
    }

    private static async Task<List<BatchStats>> ReadBatchesAsync(AppDb db, StatsFilter filter, List<WorkTotals> work, DateTime now, CancellationToken ct)
    {
        var rows = await (
            from batch in filter.Apply(db)
            join pool in db.Pools on batch.PoolId equals pool.Id
            orderby batch.CreatedAt descending, batch.Id descending
            select new { batch.Id, batch.Name, batch.Template, batch.Status, Pool = pool.Name, batch.CreatedAt, batch.TaskCount, batch.AssignmentCount }).AsNoTracking().ToListAsync(ct);
        var since = PaceTotals.SlotOf(now - Eta.History);
        var pace = await (
            from slot in filter.Pace(db)
            where slot.Slot >= since && slot.Counted > 0
            group slot by new { slot.BatchId, slot.Slot } into cell
            select new { cell.Key.BatchId, cell.Key.Slot, Counted = cell.Sum(p => p.Counted) }).ToListAsync(ct);
        var paceOf = pace.ToLookup(p => p.BatchId, p => new PaceSlot(p.Slot, p.Counted));
        var workOf = work.ToLookup(w => w.BatchId);
        var batches = rows.Select(row =>
        {
            var done = workOf[row.Id].Sum(w => w.Counted);
            var eta = Eta.Estimate(row.Status, row.AssignmentCount, done, [.. paceOf[row.Id]], workOf[row.Id].Min(w => w.FirstClaimedAt), now);
            return new BatchStats(
                row.Id, row.Name, row.Template, row.Status, row.Pool, row.CreatedAt, row.TaskCount, row.AssignmentCount, workOf[row.Id].Sum(w => w.Claims), done, eta);
        }).ToList();
        // near its end a batch may have work left that nobody may do any more
        var unaskable = await UnaskableTasks.OfAsync(db, [.. batches.Where(b => b is { Eta: Eta.At, ToDo: <= UnaskableTasks.MostOpen }).Select(b => b.Id)], ct);
        return [.. batches.Select(b => unaskable.TryGetValue(b.Id, out var left) && left.Slots >= b.ToDo ? b with { Eta = new Eta.NobodyLeft() } : b)];
    }

    private static async Task<List<WorkerStats>> ReadWorkersAsync(AppDb db, List<WorkTotals> work, CancellationToken ct)
    {
        var names = await db.Workers.AsNoTracking().Select(w => new { w.Id, w.DisplayName }).ToDictionaryAsync(w => w.Id, w => w.DisplayName, ct);
        return [.. work.GroupBy(w => w.WorkerId).Select(mine =>
        {
            var times = new TaskTimes();
            foreach (var totals in mine)
                times.Add(totals.TaskTimes.AsSpan());
            var (lastSubmit, lastClaim) = (mine.Max(w => w.LastSubmittedAt), mine.Max(w => w.LastClaimedAt));
            return new WorkerStats(
                mine.Key, names[mine.Key],
                mine.Sum(w => w.Counted), mine.Sum(w => w.Surplus), mine.Sum(w => w.Skipped),
                lastSubmit - mine.Min(w => w.FirstClaimedAt),
                TimeSpan.FromMilliseconds(mine.Sum(w => w.NetMilliseconds)), TimeSpan.FromMilliseconds(mine.Sum(w => w.ActiveMilliseconds)),
                lastClaim > lastSubmit || lastSubmit is null ? lastClaim : lastSubmit,
                Milliseconds(mine.Min(w => w.MinNetMilliseconds)), Milliseconds(times.Median), Milliseconds(times.Percentile90));
        }).OrderByDescending(w => w.Done).ThenBy(w => w.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static TimeSpan? Milliseconds(double? milliseconds) => milliseconds is { } value ? TimeSpan.FromMilliseconds(value) : null;
}
