using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

/// <summary>
/// Gives each task of a batch as many slots as it asks for: makes or reopens missing ones, withdraws open ones that are too many. It goes a few tasks at a time, so that
/// claims get through between, and can stop and start again anywhere. Thread-safe.
/// </summary>
public sealed class TaskSlots(WriteTransaction transaction, IDbContextFactory<AppDb> databases)
{
    private const int TasksPerWrite = 200;

    /// <summary>What a process that ended has left unfinished.</summary>
    public async Task FitAllAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        foreach (var batch in await db.Batches.Where(b => !b.SlotsFit).Select(b => b.Id).ToListAsync(ct))
            await FitAsync(batch, ct);
    }

    public async Task FitAsync(BatchId batchId, CancellationToken ct)
    {
        int? overlap;
        await using (var db = await databases.CreateDbContextAsync(ct))
            overlap = await db.Batches.Where(b => b.Id == batchId && !b.SlotsFit).Select(b => (int?)b.Overlap).SingleOrDefaultAsync(ct);
        if (overlap is null)
            return;
        // gold has no open slots
        int? last = -1;
        while (last is { } behind)
            last = await transaction.RunAsync(db => FitChunkAsync(db, batchId, behind, ct), ct);
        // another change may have come meanwhile; whoever made it sets the mark
        await transaction.RunAsync(
            db => db.Batches.Where(b => b.Id == batchId && b.Overlap == overlap).ExecuteUpdateAsync(s => s.SetProperty(b => b.SlotsFit, true), ct), ct);
    }

    /// <summary>One more answer for a task that its answers have not decided.</summary>
    /// <param name="reservedFor">Only this worker gets the slot; null: anybody.</param>
    internal static async Task AddOneAsync(AppDb db, LockedBatch batch, TaskId taskId, CancellationToken ct, WorkerId? reservedFor = null)
    {
        await db.Tasks.Where(t => t.Id == taskId).ExecuteUpdateAsync(s => s.SetProperty(t => t.Wanted, t => t.Wanted + 1), ct);
        if (reservedFor is not null)
        {
            var task = await db.Tasks.AsNoTracking().SingleAsync(t => t.Id == taskId, ct);
            var next = await db.Assignments.Where(a => a.TaskId == taskId).MaxAsync(a => a.Slot, ct) + 1;
            db.Assignments.Add(new Assignment(task, next).For(reservedFor));
            await db.SaveChangesAsync(ct);
            await db.CountAssignmentsAsync(batch, 1, ct);
            return;
        }
        await FitAsync(db, batch, await db.Tasks.AsNoTracking().Where(t => t.Id == taskId).ToListAsync(ct), ct);
    }

    /// <summary>So many more answers for each of these tasks, from anybody.</summary>
    internal static async Task AddAsync(AppDb db, LockedBatch batch, IReadOnlyDictionary<TaskId, int> more, CancellationToken ct)
    {
        foreach (var some in more.Chunk(TasksPerWrite))
        {
            foreach (var same in some.GroupBy(m => m.Value, m => m.Key))
                await db.Tasks.Where(t => same.Contains(t.Id)).ExecuteUpdateAsync(s => s.SetProperty(t => t.Wanted, t => t.Wanted + same.Key), ct);
            var ids = some.Select(m => m.Key).ToList();
            await FitAsync(db, batch, await db.Tasks.AsNoTracking().Where(t => ids.Contains(t.Id)).ToListAsync(ct), ct);
        }
    }

    /// <summary>Sequence of the last task looked at; null at the end.</summary>
    private static async Task<int?> FitChunkAsync(AppDb db, BatchId batchId, int behind, CancellationToken ct)
    {
        var batch = await db.LockBatchAsync(batchId, ct);
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.BatchId == batchId && t.Sequence > behind).OrderBy(t => t.Sequence).Take(TasksPerWrite).ToListAsync(ct);
        await FitAsync(db, batch, tasks, ct);
        return tasks.Count == 0 ? null : tasks[^1].Sequence;
    }

    private static async Task FitAsync(AppDb db, LockedBatch batch, List<LabelingTask> tasks, CancellationToken ct)
    {
        var ids = tasks.ConvertAll(t => t.Id);
        var slots = (await db.Assignments.Where(a => ids.Contains(a.TaskId)).OrderBy(a => a.Slot).Select(a => new { a.Id, a.TaskId, a.Slot, a.Status }).ToListAsync(ct)).ToLookup(a => a.TaskId);
        List<AssignmentId> tooMany = [], again = [];
        var made = 0;
        foreach (var task in tasks)
        {
            var wanted = slots[task.Id].Where(a => a.Status is not (AssignmentStatus.Surplus or AssignmentStatus.Withdrawn)).ToList();
            tooMany.AddRange(wanted.Where(a => a.Status == AssignmentStatus.Open).Reverse().Take(wanted.Count - task.Wanted).Select(a => a.Id));
            var reopened = slots[task.Id].Where(a => a.Status == AssignmentStatus.Withdrawn).Take(task.Wanted - wanted.Count).Select(a => a.Id).ToList();
            again.AddRange(reopened);
            var next = slots[task.Id].Select(a => a.Slot + 1).DefaultIfEmpty().Max();
            for (var missing = task.Wanted - wanted.Count - reopened.Count; missing > 0; missing--, made++)
                db.Assignments.Add(new Assignment(task, next++));
        }
        if (tooMany.Count > 0)
            await db.WithdrawAsync(batch, tooMany, ct);
        if (again.Count > 0)
            made += await db.Assignments.Where(a => again.Contains(a.Id) && a.Status == AssignmentStatus.Withdrawn).ExecuteUpdateAsync(s => s.SetProperty(a => a.Status, AssignmentStatus.Open), ct);
        await db.SaveChangesAsync(ct);
        if (made > 0)
            await db.CountAssignmentsAsync(batch, made, ct);
    }
}
