using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Pipeline;

namespace OcrLabeling.Core.Labeling;

public enum BatchChange { Pause, Resume, Close, PrepareAgain }

/// <summary>Pauses, resumes and closes batches. Held cards stay with their workers; their answers count whatever the status.</summary>
public sealed class BatchControl(IDbContextFactory<AppDb> databases, IJobQueue jobs, LabelingActivity activity, TimeProvider clock)
{
    /// <summary>False when the batch is not (or no longer) in a state that allows it.</summary>
    public async Task<bool> ChangeAsync(BatchId batchId, BatchChange change, Guid changedBy, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var changed = change switch
        {
            BatchChange.Pause => await MoveAsync(db, batchId, BatchStatus.Paused, ct, BatchStatus.Open),
            BatchChange.Resume => await MoveAsync(db, batchId, BatchStatus.Open, ct, BatchStatus.Paused),
            BatchChange.Close => await MoveAsync(db, batchId, BatchStatus.Closed, ct, BatchStatus.Open, BatchStatus.Paused),
            _ => await PrepareAgainAsync(db, batchId, ct),
        };
        if (!changed)
            return false;
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), changedBy, $"batch.{change.ToString().ToLowerInvariant()}", $"batch:{batchId}", null));
        await db.SaveChangesAsync(ct);
        if (change == BatchChange.PrepareAgain)
            await jobs.EnqueueAsync(JobKind.PrepareBatch, [batchId.Value], ct);
        activity.Publish(batchId);
        return true;
    }

    private static async Task<bool> MoveAsync(AppDb db, BatchId batchId, BatchStatus to, CancellationToken ct, params BatchStatus[] from) =>
        await db.Batches.Where(b => b.Id == batchId && from.Contains(b.Status)).ExecuteUpdateAsync(s => s.SetProperty(b => b.Status, to), ct) == 1;

    private async Task<bool> PrepareAgainAsync(AppDb db, BatchId batchId, CancellationToken ct)
    {
        var batch = await db.Batches.SingleOrDefaultAsync(b => b.Id == batchId, ct);
        if (batch is not { Status: BatchStatus.Preparing, Preparation.Status: JobStatus.Failed or JobStatus.TimedOut or JobStatus.Cancelled })
            return false;
        batch.Preparation.Requeue(clock.UtcNow());
        return true;
    }
}
