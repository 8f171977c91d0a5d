using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Labeling;

public enum BatchChange { Pause, Resume, Close }

/// <summary>Pauses, resumes and closes batches. Held cards stay with their workers; their answers count whatever the status.</summary>
public sealed class BatchControl(IDbContextFactory<AppDb> databases, AuditLog audit, LabelingActivity activity)
{
    /// <summary>False when the batch is not (or no longer) in a state that allows it.</summary>
    public async Task<bool> ChangeAsync(BatchId batchId, BatchChange change, Guid changedBy, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var changed = change switch
        {
            BatchChange.Pause => await MoveAsync(db, batchId, BatchStatus.Paused, ct, BatchStatus.Open),
            BatchChange.Resume => await MoveAsync(db, batchId, BatchStatus.Open, ct, BatchStatus.Paused),
            _ => await MoveAsync(db, batchId, BatchStatus.Closed, ct, BatchStatus.Open, BatchStatus.Paused),
        };
        if (!changed)
            return false;
        db.AuditEntries.Add(audit.Entry(changedBy, $"batch.{change.ToString().ToLowerInvariant()}", $"batch:{batchId}"));
        await db.SaveChangesAsync(ct);
        activity.Publish(batchId);
        return true;
    }

    private static async Task<bool> MoveAsync(AppDb db, BatchId batchId, BatchStatus to, CancellationToken ct, params BatchStatus[] from) =>
        await db.Batches.Where(b => b.Id == batchId && from.Contains(b.Status)).ExecuteUpdateAsync(s => s.SetProperty(b => b.Status, to), ct) == 1;
}
