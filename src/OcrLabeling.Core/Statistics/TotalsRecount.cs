using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Statistics;

/// <summary>A row of totals that does not say what it sums up.</summary>
/// <param name="Worker">Null: the batch's number of assignments.</param>
public sealed record TotalsFault(BatchId Batch, WorkerId? Worker);

/// <summary>Counts again what totals sum up, under the locks their writers take, so it may run beside the work. Thread-safe.</summary>
public sealed class TotalsRecount(WriteTransaction transaction, IDbContextFactory<AppDb> databases)
{
    /// <summary>Compares and changes nothing. <paramref name="batchId"/> null: all batches.</summary>
    public Task<IReadOnlyList<TotalsFault>> CheckAsync(BatchId? batchId, CancellationToken ct) => RunAsync(batchId, repair: false, ct);

    /// <summary>Puts right what is wrong; returns what was.</summary>
    public Task<IReadOnlyList<TotalsFault>> RepairAsync(BatchId? batchId, CancellationToken ct) => RunAsync(batchId, repair: true, ct);

    private async Task<IReadOnlyList<TotalsFault>> RunAsync(BatchId? batchId, bool repair, CancellationToken ct)
    {
        var faults = new List<TotalsFault>();
        List<BatchId> batches;
        await using (var db = await databases.CreateDbContextAsync(ct))
            batches = await db.Batches.Where(b => batchId == null || b.Id == batchId).Select(b => b.Id).ToListAsync(ct);
        foreach (var batch in batches)
        {
            if (!await transaction.RunAsync(db => AssignmentsMatchAsync(db, batch, repair, ct), ct))
                faults.Add(new(batch, null));
            foreach (var worker in await WorkersAsync(batch, ct))
                if (!await transaction.RunAsync(db => MatchesAsync(db, batch, worker, repair, ct), ct))
                    faults.Add(new(batch, worker));
        }
        return faults;
    }

    private async Task<List<WorkerId>> WorkersAsync(BatchId batch, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Claims.Where(c => c.BatchId == batch).Select(c => c.WorkerId)
            .Union(db.WorkTotals.Where(t => t.BatchId == batch).Select(t => t.WorkerId)).ToListAsync(ct);
    }

    private static async Task<bool> AssignmentsMatchAsync(AppDb db, BatchId batch, bool repair, CancellationToken ct)
    {
        await db.LockBatchAsync(batch, ct);
        var counted = await db.Assignments.Wanted().CountAsync(a => a.BatchId == batch, ct);
        var matches = await db.Batches.AnyAsync(b => b.Id == batch && (b.AssignmentCount == counted || b.Status == BatchStatus.Preparing), ct);
        if (!matches && repair)
            await db.Batches.Where(b => b.Id == batch).ExecuteUpdateAsync(s => s.SetProperty(b => b.AssignmentCount, counted), ct);
        return matches;
    }

    private static async Task<bool> MatchesAsync(AppDb db, BatchId batch, WorkerId worker, bool repair, CancellationToken ct)
    {
        await db.LockWorkerAsync(worker, ct);
        var work = new WorkTotals(batch, worker);
        var claims = from c in db.Claims.Made() join t in db.Tasks on c.TaskId equals t.Id where c.BatchId == batch && c.WorkerId == worker select new { c.ClaimedAt, IsGold = t.IsGold };
        foreach (var claim in await claims.ToListAsync(ct))
            work.Claim(claim.IsGold ? 0 : 1, claim.IsGold ? 1 : 0, claim.ClaimedAt);
        var answers = await db.Answers.AsNoTracking().Where(a => a.BatchId == batch && a.WorkerId == worker).ToListAsync(ct);
        answers.ForEach(work.Take);
        work.Skip(await db.Skips.CountAsync(s => s.BatchId == batch && s.WorkerId == worker, ct));
        var pace = answers.GroupBy(a => PaceTotals.SlotOf(a.SubmittedAt)).OrderBy(g => g.Key).Select(slot =>
        {
            var totals = new PaceTotals(batch, worker, slot.Key);
            foreach (var answer in slot)
                totals.Take(answer);
            return totals;
        }).ToList();

        var keptWork = await db.WorkTotals.SingleOrDefaultAsync(t => t.BatchId == batch && t.WorkerId == worker, ct);
        var keptPace = await db.PaceTotals.Where(t => t.BatchId == batch && t.WorkerId == worker).OrderBy(t => t.Slot).ToListAsync(ct);
        if (keptWork?.Matches(work) == true && keptPace.Count == pace.Count && keptPace.Zip(pace).All(p => p.First.Matches(p.Second)))
            return true;
        if (repair)
        {
            work.KeepSightings(keptWork);
            db.RemoveRange(keptPace);
            if (keptWork is not null)
                db.Remove(keptWork);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            db.Add(work);
            db.AddRange(pace);
            await db.SaveChangesAsync(ct);
        }
        return false;
    }
}
