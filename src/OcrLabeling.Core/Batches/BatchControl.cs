using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Batches;

/// <summary>Reopen: a closed batch is open again, archived or not. Archive: of closed batches and of those whose preparation failed; Restore takes it back.</summary>
public enum BatchChange { Pause, Resume, Close, Reopen, Archive, Restore }

/// <summary>Pauses, resumes, closes, reopens, archives, renames and adjusts batches. Pausing and closing take held cards back; an answer that is under way then is kept, marked late.</summary>
public sealed class BatchControl(WriteTransaction transaction, TaskSlots slots, AuditLog audit, LabelingActivity activity, TimeProvider clock)
{
    /// <summary>False when the batch is not (or no longer) in a state that allows it.</summary>
    public async Task<bool> ChangeAsync(BatchId batchId, BatchChange change, Guid changedBy, CancellationToken ct)
    {
        var changed = await transaction.RunAsync(async db =>
        {
            var moved = change switch
            {
                BatchChange.Pause => await MoveAsync(db, batchId, BatchStatus.Paused, ct, BatchStatus.Open),
                BatchChange.Resume => await MoveAsync(db, batchId, BatchStatus.Open, ct, BatchStatus.Paused),
                BatchChange.Close => await MoveAsync(db, batchId, BatchStatus.Closed, ct, BatchStatus.Open, BatchStatus.Paused),
                BatchChange.Reopen => await MoveAsync(db, batchId, BatchStatus.Open, ct, BatchStatus.Closed),
                BatchChange.Archive => await ShelveAsync(db.Batches.Where(b => b.Id == batchId && b.ArchivedAt == null && (b.Status == BatchStatus.Closed || b.Status == BatchStatus.Preparing
                    && (b.Preparation.Status == JobStatus.Failed || b.Preparation.Status == JobStatus.TimedOut || b.Preparation.Status == JobStatus.Cancelled))), clock.UtcNow(), ct),
                BatchChange.Restore => await ShelveAsync(db.Batches.Where(b => b.Id == batchId && b.ArchivedAt != null), null, ct),
                _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
            };
            if (moved && change is (BatchChange.Pause or BatchChange.Close))
                await db.RecallAsync(db.Assignments.Where(a => a.BatchId == batchId), clock.UtcNow(), ct);
            if (moved)
                db.AuditEntries.Add(audit.Entry(changedBy, $"batch.{change.ToString().ToLowerInvariant()}", $"batch:{batchId}"));
            await db.SaveChangesAsync(ct);
            return moved;
        }, ct);
        if (changed)
            activity.Publish(batchId);
        return changed;
    }

    /// <summary>Null, or why it keeps its name, for people.</summary>
    public async Task<string?> RenameAsync(BatchId batchId, string name, Guid changedBy, CancellationToken ct)
    {
        if (GivenName.Clean(name, Batch.MaxNameLength) is not { } given)
            return $"A name of 1 to {Batch.MaxNameLength} characters is needed.";
        var fault = await transaction.RunAsync(async db =>
        {
            if (await db.Batches.SingleOrDefaultAsync(b => b.Id == batchId, ct) is not { } batch)
                return "There is no such batch any more.";
            if (await db.Batches.AnyAsync(b => b.ProjectId == batch.ProjectId && b.Name == given && b.Id != batchId, ct))
                return "Another batch has this name.";
            db.AuditEntries.Add(audit.Entry(changedBy, "batch.rename", $"batch:{batchId}", $"{batch.Name} -> {given}"));
            batch.Rename(given);
            await db.SaveChangesAsync(ct);
            return null;
        }, ct);
        if (fault is null)
            activity.Publish(batchId);
        return fault;
    }

    /// <summary>Takes settings over, whatever they are now.</summary>
    public Task<ConfigureOutcome> ConfigureAsync(BatchId batchId, BatchSettings settings, Guid changedBy, CancellationToken ct) => ConfigureAsync(batchId, settings, null, changedBy, ct);

    /// <summary>Takes settings over. On return the slots fit the new overlap; should this process end before, the next sweep goes on.</summary>
    /// <param name="known">What whoever changes them has seen: when they are others by now nothing is done. Null: whatever they are.</param>
    public async Task<ConfigureOutcome> ConfigureAsync(BatchId batchId, BatchSettings settings, BatchSettings? known, Guid changedBy, CancellationToken ct)
    {
        if (settings.Faults() is { Count: > 0 } faults)
            return new ConfigureOutcome.Refused(faults);
        if (await transaction.RunAsync(db => ConfigureAsync(db, batchId, settings, known, changedBy, ct), ct) is { } refusal)
            return refusal;
        await slots.FitAsync(batchId, ct);
        activity.Publish(batchId);
        return new ConfigureOutcome.Changed();
    }

    private async Task<ConfigureOutcome?> ConfigureAsync(AppDb db, BatchId batchId, BatchSettings settings, BatchSettings? known, Guid changedBy, CancellationToken ct)
    {
        await db.LockBatchAsync(batchId, ct);
        var running = db.Batches.Where(b => b.Id == batchId && (b.Status == BatchStatus.Open || b.Status == BatchStatus.Paused));
        if (await running.Select(BatchSettings.OfBatch).SingleOrDefaultAsync(ct) is not { } before)
            return new ConfigureOutcome.NotRunning();
        if (known is not null && known != before)
            return new ConfigureOutcome.ChangedMeanwhile();
        var more = settings.Overlap - before.Overlap;
        await running.ExecuteUpdateAsync(s => s
            .SetProperty(b => b.Priority, settings.Priority)
            .SetProperty(b => b.LeaseMinutes, settings.LeaseMinutes)
            .SetProperty(b => b.HoldMinutes, settings.HoldMinutes)
            .SetProperty(b => b.HeldPages, settings.HeldPages)
            .SetProperty(b => b.ShowsContext, settings.ShowsContext)
            .SetProperty(b => b.Overlap, settings.Overlap)
            .SetProperty(b => b.Instructions, settings.Instructions.Trim())
            .SetProperty(b => b.GoldPercent, settings.GoldPercent)
            .SetProperty(b => b.GoldFloorPercent, settings.GoldFloorPercent)
            .SetProperty(b => b.AcceptPercent, settings.AcceptPercent)
            .SetProperty(b => b.MaxAnswers, settings.MaxAnswers)
            .SetProperty(b => b.SlotsFit, b => b.SlotsFit && more == 0), ct);
        if (more != 0)
            await AskForMoreAsync(db, batchId, more, ct);
        db.AuditEntries.Add(audit.Entry(changedBy, "batch.configure", $"batch:{batchId}",
            $"priority {before.Priority} -> {settings.Priority}; lease {before.LeaseMinutes} -> {settings.LeaseMinutes} min; overlap {before.Overlap} -> {settings.Overlap}; gold {settings.GoldPercent} %, floor {settings.GoldFloorPercent} %"));
        await db.SaveChangesAsync(ct);
        return null;
    }

    // from 5,000 rows on SQL Server turns the locks of a statement into one of the whole table
    private static async Task AskForMoreAsync(AppDb db, BatchId batchId, int more, CancellationToken ct)
    {
        var end = await db.Tasks.Where(t => t.BatchId == batchId).MaxAsync(t => (int?)t.Sequence, ct);
        for (var from = 0; from <= end; from += RowChunk.Size)
        {
            var (first, next) = (from, from + RowChunk.Size);
            await db.Tasks.Where(t => t.BatchId == batchId && t.Sequence >= first && t.Sequence < next).ExecuteUpdateAsync(s => s.SetProperty(t => t.Wanted, t => t.Wanted + more), ct);
        }
    }

    private static async Task<bool> MoveAsync(AppDb db, BatchId batchId, BatchStatus to, CancellationToken ct, params BatchStatus[] from) =>
        await db.Batches.Where(b => b.Id == batchId && from.Contains(b.Status)).ExecuteUpdateAsync(s => s.SetProperty(b => b.Status, to).SetProperty(b => b.ArchivedAt, (DateTime?)null), ct) == 1;

    private static async Task<bool> ShelveAsync(IQueryable<Batch> batch, DateTime? archivedAt, CancellationToken ct) =>
        await batch.ExecuteUpdateAsync(s => s.SetProperty(b => b.ArchivedAt, archivedAt), ct) == 1;
}
