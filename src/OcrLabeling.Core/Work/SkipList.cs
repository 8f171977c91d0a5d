using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>What workers passed on, for the team. Thread-safe.</summary>
public sealed class SkipList(WriteTransaction transaction, IDbContextFactory<AppDb> databases, LabelingActivity activity)
{
    /// <summary>Newest first.</summary>
    public async Task<Rows<SkipRow>> ListAsync(BatchId batchId, int skip, int take, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var skips = db.Skips.Where(s => s.BatchId == batchId);
        var rows = from s in skips
                   join t in db.Tasks on s.TaskId equals t.Id
                   join w in db.Workers on s.WorkerId equals w.Id
                   orderby s.SkippedAt descending, s.TaskId
                   select new SkipRow(s.TaskId, s.WorkerId, w.DisplayName, t.Sequence, t.Image, t.ImageMediaType, t.Width, t.Height, s.Reason, s.Note, s.SkippedAt);
        return new(await rows.AsNoTracking().Skip(skip).Take(take).ToListAsync(ct), await skips.CountAsync(ct));
    }

    /// <summary>The worker may be handed the task again.</summary>
    public async Task ForgetAsync(TaskId taskId, WorkerId workerId, CancellationToken ct)
    {
        var changed = await transaction.RunAsync(async db =>
        {
            var worker = await db.LockWorkerAsync(workerId, ct);
            if (await db.Skips.SingleOrDefaultAsync(s => s.TaskId == taskId && s.WorkerId == workerId, ct) is not { } skip)
                return (BatchId?)null;
            db.Remove(skip);
            (await db.WorkTotalsAsync(skip.BatchId, worker, ct)).Skip(-1);
            await db.SaveChangesAsync(ct);
            return skip.BatchId;
        }, ct);
        if (changed is { } batchId)
            activity.Publish(batchId);
    }
}

/// <param name="Sequence">Of the task in its batch, from 0.</param>
public sealed record SkipRow(
    TaskId TaskId, WorkerId WorkerId, string Worker, int Sequence, BlobId Image, string ImageMediaType, int Width, int Height, SkipReason Reason, string? Note, DateTime SkippedAt);
