using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Labeling;

namespace OcrLabeling.Core.Quality;

/// <summary>
/// Brings the consensus of a batch up to date with its answers. It looks at every answered task, so it cannot drift, and writes only what changed.
/// Two may run at once, also on two nodes: the loser of a write reads again. Thread-safe.
/// </summary>
public sealed class ConsensusResolver(IDbContextFactory<AppDb> databases, TimeProvider time)
{
    private const int TasksPerChunk = 500;
    private const int MaxTries = 5;

    /// <summary>Returns how many tasks changed.</summary>
    public async Task<int> ResolveAsync(BatchId batchId, CancellationToken ct)
    {
        var changed = 0;
        for (var next = 0; ;)
        {
            var chunk = await NextChunkAsync(batchId, next, ct);
            if (chunk.Count == 0)
                return changed;
            changed += await ResolveChunkAsync(batchId, chunk[0], chunk[^1], ct);
            next = chunk[^1] + 1;
        }
    }

    /// <summary>Sequences of the next answered tasks.</summary>
    private async Task<List<int>> NextChunkAsync(BatchId batchId, int from, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Tasks
            .Where(t => t.BatchId == batchId && t.Sequence >= from && db.Answers.Any(a => a.BatchId == batchId && a.TaskId == t.Id && !a.IsSurplus))
            .OrderBy(t => t.Sequence).Select(t => t.Sequence).Take(TasksPerChunk).ToListAsync(ct);
    }

    private async Task<int> ResolveChunkAsync(BatchId batchId, int first, int last, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryResolveChunkAsync(batchId, first, last, ct);
            }
            // another resolver inserted the row first, or a person adjudicated meanwhile
            catch (DbUpdateException) when (attempt < MaxTries)
            {
            }
        }
    }

    private async Task<int> TryResolveChunkAsync(BatchId batchId, int first, int last, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var tasks = db.Tasks.Where(t => t.BatchId == batchId && t.Sequence >= first && t.Sequence <= last);
        var votes = await (
            from task in tasks
            join answer in db.Answers on new { task.BatchId, TaskId = task.Id } equals new { answer.BatchId, answer.TaskId }
            where !answer.IsSurplus
            select new { answer.TaskId, answer.Kind, answer.Text, answer.SubmittedAt }).ToListAsync(ct);
        var overlaps = await (
            from task in tasks
            join assignment in db.Assignments on task.Id equals assignment.TaskId
            where assignment.Status != AssignmentStatus.Surplus
            group assignment by assignment.TaskId into slots
            select new { slots.Key, Count = slots.Count() }).ToDictionaryAsync(s => s.Key, s => s.Count, ct);
        var known = await (from task in tasks join consensus in db.Consensus on task.Id equals consensus.TaskId select consensus).ToDictionaryAsync(c => c.TaskId, ct);
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var answers in votes.GroupBy(v => v.TaskId))
        {
            var verdict = Verdict.Of([.. answers.OrderBy(a => a.SubmittedAt).Select(a => new Vote(a.Kind, a.Text))], overlaps[answers.Key]);
            Apply(db, known.GetValueOrDefault(answers.Key), answers.Key, batchId, verdict, now);
        }
        return await db.SaveChangesAsync(ct);
    }

    private static void Apply(AppDb db, Consensus? consensus, TaskId taskId, BatchId batchId, Verdict verdict, DateTime now)
    {
        if (verdict.Outcome != VerdictOutcome.Waiting && consensus is null)
            db.Consensus.Add(new Consensus(taskId, batchId, verdict, now));
        else if (verdict.Outcome != VerdictOutcome.Waiting)
            consensus!.Update(verdict, now);
        // a revised answer can undo a majority
        else if (consensus is { Status: not ConsensusStatus.Adjudicated })
            db.Consensus.Remove(consensus);
    }
}
