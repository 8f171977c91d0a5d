using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Review;

/// <param name="Disputed">Its tasks that wait for a decision.</param>
public sealed record DisputedBatch(BatchId Id, string Name, int Disputed);

/// <summary>A disputed task with all that helps to decide it.</summary>
/// <param name="Accuracy">Of each worker who answered, over the checks of all batches; those without any are left out.</param>
/// <param name="CanAskMore">Whether somebody could be asked: the batch hands out cards.</param>
public sealed record DisputedTask(AnnotatedTask Task, string Instructions, IReadOnlyDictionary<WorkerId, Wilson> Accuracy, bool CanAskMore);

/// <summary>What waits for a person's decision, in all batches that the reader may see: those of the highest priority first, each in its own order. Thread-safe.</summary>
public sealed class AdjudicationQueue(IDbContextFactory<AppDb> databases, AnnotationGallery gallery)
{
    public async Task<IReadOnlyList<DisputedBatch>> BatchesAsync(ProjectScope reader, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var counts = await db.Consensus.Where(c => c.Status == ConsensusStatus.Disputed).GroupBy(c => c.BatchId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var ids = counts.Keys.ToList();
        return await db.Batches.Listed(db, reader).Where(b => ids.Contains(b.Id)).OrderByDescending(b => b.Priority).ThenBy(b => b.CreatedAt)
            .Select(b => new DisputedBatch(b.Id, b.Name, counts[b.Id])).ToListAsync(ct);
    }

    /// <summary>The first that <paramref name="passed"/> does not name; null when there is none.</summary>
    /// <param name="batchId">Null: all batches.</param>
    /// <param name="passed">Few: what this person has put off and what others are deciding now.</param>
    public async Task<TaskId?> NextAsync(ProjectScope reader, BatchId? batchId, IReadOnlyCollection<TaskId> passed, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await (
            from consensus in db.Consensus
            join batch in batchId is null ? db.Batches.Listed(db, reader) : db.Batches.Visible(db, reader) on consensus.BatchId equals batch.Id
            join task in db.Tasks on consensus.TaskId equals task.Id
            where consensus.Status == ConsensusStatus.Disputed && (batchId == null || consensus.BatchId == batchId) && !passed.Contains(consensus.TaskId)
            orderby batch.Priority descending, batch.CreatedAt, batch.Id, task.Sequence
            select (TaskId?)task.Id).FirstOrDefaultAsync(ct);
    }

    /// <summary>Null when there is no such task.</summary>
    public async Task<DisputedTask?> FindAsync(TaskId taskId, CancellationToken ct)
    {
        if ((await gallery.FindAsync([taskId], ct)).SingleOrDefault() is not { } task)
            return null;
        await using var db = await databases.CreateDbContextAsync(ct);
        var batch = await db.Batches.Where(b => b.Id == task.BatchId).Select(b => new { b.Instructions, b.Status }).SingleAsync(ct);
        var workers = task.Answers.Select(a => a.WorkerId).ToList();
        var checks = await db.WorkTotals.Where(t => workers.Contains(t.WorkerId)).GroupBy(t => t.WorkerId).Select(g => new { g.Key, Right = g.Sum(t => t.GoldRight), Gold = g.Sum(t => t.Gold) }).ToListAsync(ct);
        return new(
            task, batch.Instructions, checks.Where(c => c.Gold > 0).ToDictionary(c => c.Key, c => Wilson.Of(c.Right, c.Gold)!.Value),
            batch.Status is BatchStatus.Open or BatchStatus.Paused);
    }
}
