using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Notifications;

/// <summary>What waits for the team.</summary>
/// <param name="Disputed">Tasks whose answers find no majority.</param>
/// <param name="DisputedChecks">Gold tasks that workers call wrong, once for each worker, not yet decided.</param>
/// <param name="Skipped">Tasks that workers skipped, once for each worker.</param>
public sealed record WaitingWork(int Disputed, int DisputedChecks, int Skipped)
{
    public static readonly WaitingWork None = new(0, 0, 0);
}

/// <summary>Counts what waits for the team. Thread-safe.</summary>
public sealed class WaitingList(IDbContextFactory<AppDb> databases)
{
    /// <summary>Of each of the batches; one where nothing waits is left out.</summary>
    public async Task<IReadOnlyDictionary<BatchId, WaitingWork>> OfAsync(IReadOnlyCollection<BatchId> batches, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var disputed = await CountAsync(db.Consensus.Where(c => c.Status == ConsensusStatus.Disputed && batches.Contains(c.BatchId)).Select(c => c.BatchId), ct);
        var disputedChecks = await CountAsync(db.GoldDisputes.Where(c => c.Status == DisputeStatus.Open && batches.Contains(c.BatchId)).Select(c => c.BatchId), ct);
        var passed = await CountAsync(db.Skips.Where(s => batches.Contains(s.BatchId)).Select(s => s.BatchId), ct);
        return disputed.Keys.Union(disputedChecks.Keys).Union(passed.Keys)
            .ToDictionary(id => id, id => new WaitingWork(disputed.GetValueOrDefault(id), disputedChecks.GetValueOrDefault(id), passed.GetValueOrDefault(id)));
    }

    /// <summary>Of all batches that the reader may see; skips count only where tasks can still be handed out.</summary>
    public async Task<WaitingWork> TotalAsync(ProjectScope reader, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var batches = db.Batches.Listed(db, reader);
        return new(await batches.DisputedTasks(db).CountAsync(ct), await batches.DisputedChecks(db).CountAsync(ct), await batches.Skipped(db).CountAsync(ct));
    }

    private static Task<Dictionary<BatchId, int>> CountAsync(IQueryable<BatchId> of, CancellationToken ct) =>
        of.GroupBy(id => id).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
}
