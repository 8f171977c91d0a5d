using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Review;

/// <summary>How far the truth of a batch is.</summary>
/// <param name="Waiting">Tasks whose answers cannot decide yet, and those sent back for another answer.</param>
/// <param name="Agreement">Of the counted answers to tasks that have at least two of them and a consensus, those sent back left out, the share that says what the consensus says; null without any.</param>
/// <param name="Unanimous">Of the same tasks, the share where all answers are equal.</param>
public sealed record ConsensusSummary(
    BatchId BatchId, string Name, Template Template, BatchStatus Status, Privacy Privacy, int Overlap, int Tasks, int Resolved, int Disputed, int Adjudicated, int Waiting,
    double? Agreement, double? Unanimous)
{
    /// <summary>Tasks the team wants no truth of.</summary>
    public int Rejected { get; init; }
}

public sealed class ConsensusSummaries(IDbContextFactory<AppDb> databases)
{
    /// <summary>Null when there is no such batch.</summary>
    public async Task<ConsensusSummary?> ReadAsync(BatchId batchId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var batch = await db.Batches.AsNoTracking().Where(b => b.Id == batchId)
            .Select(b => new { b.Name, b.Template, b.Status, b.Privacy, b.Overlap, b.TaskCount }).SingleOrDefaultAsync(ct);
        if (batch is null)
            return null;
        var groups = await db.Consensus.AsNoTracking().Where(c => c.BatchId == batchId)
            .GroupBy(c => c.Status)
            .Select(g => new
            {
                g.Key,
                Tasks = g.Count(),
                Compared = g.Count(c => c.Votes > 1),
                Unanimous = g.Count(c => c.Votes > 1 && c.Votes == c.AgreeingVotes),
                Votes = g.Sum(c => c.Votes > 1 ? c.Votes : 0),
                Agreeing = g.Sum(c => c.Votes > 1 ? c.AgreeingVotes : 0),
            }).ToListAsync(ct);
        int Of(ConsensusStatus status) => groups.Where(g => g.Key == status).Sum(g => g.Tasks);
        // what was agreed on before a task was sent back is doubted, and its answers may have changed since
        var settled = groups.FindAll(g => g.Key != ConsensusStatus.SentBack);
        var compared = settled.Sum(g => g.Compared);
        return new(
            batchId, batch.Name, batch.Template, batch.Status, batch.Privacy, batch.Overlap, batch.TaskCount,
            Of(ConsensusStatus.Resolved), Of(ConsensusStatus.Disputed), Of(ConsensusStatus.Adjudicated),
            batch.TaskCount - settled.Sum(g => g.Tasks),
            compared == 0 ? null : (double)settled.Sum(g => g.Agreeing) / settled.Sum(g => g.Votes),
            compared == 0 ? null : (double)settled.Sum(g => g.Unanimous) / compared) { Rejected = Of(ConsensusStatus.Rejected) };
    }
}
