using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Labeling;

/// <summary>What a worker sees before he starts.</summary>
public sealed class WorkList(IDbContextFactory<AppDb> databases, TimeProvider clock)
{
    /// <summary>Counting beyond this would cost time and tell nobody more.</summary>
    public const int CountedUpTo = 1000;

    /// <summary>Open batches of the worker's pools, highest priority first, oldest first.</summary>
    public async Task<IReadOnlyList<WorkBatch>> BatchesAsync(WorkerId workerId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var batches = await Visible(db, workerId).Where(b => b.Status == BatchStatus.Open).OrderByDescending(b => b.Priority).ThenBy(b => b.CreatedAt).AsNoTracking().ToListAsync(ct);
        var rows = new List<WorkBatch>();
        foreach (var batch in batches)
            rows.Add(await DescribeAsync(db, workerId, batch, ct));
        return rows;
    }

    /// <summary>Null when there is no such batch or it is not for this worker. A batch that is not open is described all the same.</summary>
    public async Task<WorkBatch?> FindAsync(WorkerId workerId, BatchId batchId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var batch = await Visible(db, workerId).AsNoTracking().SingleOrDefaultAsync(b => b.Id == batchId, ct);
        return batch is null ? null : await DescribeAsync(db, workerId, batch, ct);
    }

    /// <summary>Answers given since midnight UTC, late ones included.</summary>
    public async Task<int> DoneTodayAsync(WorkerId workerId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var midnight = clock.UtcNow().Date;
        return await db.Answers.CountAsync(a => a.WorkerId == workerId && a.SubmittedAt >= midnight, ct);
    }

    /// <summary>The image of a card, for as long as the worker holds it.</summary>
    public async Task<CardImage?> ImageAsync(WorkerId workerId, AssignmentId assignmentId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.UtcNow();
        return await (from a in db.Assignments
                      join t in db.Tasks on a.TaskId equals t.Id
                      where a.Id == assignmentId && a.WorkerId == workerId && a.Status == AssignmentStatus.Claimed && a.LeaseEndsAt > now
                      select new CardImage(t.Image, t.ImageMediaType)).AsNoTracking().SingleOrDefaultAsync(ct);
    }

    private static IQueryable<Batch> Visible(AppDb db, WorkerId workerId) =>
        from b in db.Batches
        join p in db.Pools on b.PoolId equals p.Id
        where db.PoolMembers.Any(m => m.PoolId == p.Id && m.WorkerId == workerId) && !(p.Kind == PoolKind.Crowd && b.Privacy == Privacy.Donated)
        select b;

    private static async Task<WorkBatch> DescribeAsync(AppDb db, WorkerId workerId, Batch batch, CancellationToken ct)
    {
        var left = await db.Assignments
            .Where(a => a.BatchId == batch.Id && a.Status == AssignmentStatus.Open && !db.Assignments.Any(mine => mine.TaskId == a.TaskId && mine.WorkerId == workerId)
                && !db.Skips.Any(s => s.TaskId == a.TaskId && s.WorkerId == workerId))
            .Select(a => a.TaskSequence).Distinct().OrderBy(sequence => sequence).Take(CountedUpTo + 1).CountAsync(ct);
        var done = await db.WorkTallies.Where(t => t.BatchId == batch.Id && t.WorkerId == workerId).Select(t => t.Counted + t.Surplus).SingleOrDefaultAsync(ct);
        return new WorkBatch(batch.Id, batch.Name, batch.Template, batch.FormJson, batch.Status, batch.Instructions, batch.Privacy, batch.LeaseMinutes, left, done);
    }
}

/// <param name="Left">Tasks this worker could claim now, counted up to <see cref="WorkList.CountedUpTo"/>, then one more.</param>
/// <param name="Done">Answers of this worker.</param>
public sealed record WorkBatch(BatchId Id, string Name, Template Template, string FormJson, BatchStatus Status, string Instructions, Privacy Privacy, int LeaseMinutes, int Left, int Done)
{
    public string LeftText => Left > WorkList.CountedUpTo ? $"more than {WorkList.CountedUpTo:N0}" : $"{Left:N0}";
}

public sealed record CardImage(BlobId Blob, string MediaType);
