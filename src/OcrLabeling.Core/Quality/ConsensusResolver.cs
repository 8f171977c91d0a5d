using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Labeling;

namespace OcrLabeling.Core.Quality;

/// <summary>
/// Brings the consensus of a batch up to date with its answers. It looks at every answered task, so it cannot drift, and takes a transaction only for
/// what changed. Two may run at once, also on two nodes: the loser of a write reads again. Thread-safe.
/// </summary>
public sealed class ConsensusResolver(IDbContextFactory<AppDb> databases, WriteTransaction transaction, TimeProvider clock)
{
    private const int TasksPerRead = 500;
    private const int TasksPerWrite = 100;

    /// <summary>Returns how many tasks changed.</summary>
    public async Task<int> ResolveAsync(BatchId batchId, CancellationToken ct)
    {
        var changed = 0;
        for (var next = 0; ;)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var sequences = await AnsweredAsync(db, batchId, next, ct);
            if (sequences.Count == 0)
                return changed;
            var (first, last) = (sequences[0], sequences[^1]);
            var stale = await FindStaleAsync(db, db.Tasks.Where(t => t.BatchId == batchId && t.Sequence >= first && t.Sequence <= last), ct);
            foreach (var ids in stale.Select(s => s.TaskId).Chunk(TasksPerWrite))
                changed += await transaction.RunAsync(writer => UpdateAsync(writer, batchId, ids, ct), ct);
            next = last + 1;
        }
    }

    /// <summary>Sequences of the next answered tasks.</summary>
    private static Task<List<int>> AnsweredAsync(AppDb db, BatchId batchId, int from, CancellationToken ct) => db.Tasks
        .Where(t => t.BatchId == batchId && t.Sequence >= from && db.Answers.Any(a => a.BatchId == batchId && a.TaskId == t.Id && !a.IsSurplus))
        .OrderBy(t => t.Sequence).Select(t => t.Sequence).Take(TasksPerRead).ToListAsync(ct);

    /// <summary>Answered tasks whose consensus is not what their votes say. The consensus is tracked.</summary>
    private static async Task<List<StaleTask>> FindStaleAsync(AppDb db, IQueryable<LabelingTask> tasks, CancellationToken ct)
    {
        var votes = await (
            from task in tasks
            join answer in db.Answers on new { task.BatchId, TaskId = task.Id } equals new { answer.BatchId, answer.TaskId }
            where !answer.IsSurplus
            select new { answer.TaskId, task.Wanted, answer.Kind, answer.Text, answer.SubmittedAt }).ToListAsync(ct);
        var known = await (from task in tasks join consensus in db.Consensus on task.Id equals consensus.TaskId select consensus).ToDictionaryAsync(c => c.TaskId, ct);
        return [.. votes.GroupBy(v => v.TaskId)
            .Select(task => new StaleTask(
                task.Key,
                Verdict.Of([.. task.OrderBy(v => v.SubmittedAt).Select(v => new Vote(v.Kind, v.Text))], task.First().Wanted),
                known.GetValueOrDefault(task.Key)))
            .Where(task => task.Consensus is null ? task.Verdict.Outcome != VerdictOutcome.Waiting : task.Consensus.IsStale(task.Verdict))];
    }

    private async Task<int> UpdateAsync(AppDb db, BatchId batchId, TaskId[] ids, CancellationToken ct)
    {
        var now = clock.UtcNow();
        foreach (var (taskId, verdict, consensus) in await FindStaleAsync(db, db.Tasks.Where(t => ids.Contains(t.Id)), ct))
        {
            if (consensus is null)
                db.Consensus.Add(new Consensus(taskId, batchId, verdict, now));
            else if (verdict.Outcome == VerdictOutcome.Waiting)
                // a revised answer can undo a majority
                db.Consensus.Remove(consensus);
            else
                consensus.Update(verdict, now);
        }
        return await db.SaveChangesAsync(ct);
    }

    private sealed record StaleTask(TaskId TaskId, Verdict Verdict, Consensus? Consensus);
}
