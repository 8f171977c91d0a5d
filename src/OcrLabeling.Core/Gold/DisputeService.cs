using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Gold;

/// <summary>One worker's dispute of a check, for the team.</summary>
/// <param name="Task">With everybody's answers, and what is taken as truth as consensus.</param>
public sealed record DisputedCheck(AnnotatedTask Task, WorkerId WorkerId, string Worker, string? Note, DateTime MadeAt);

/// <summary>The team decides disputed checks. All judgements of a check follow its truth in the same transaction, and so do the pauses that rested on them. Thread-safe.</summary>
public sealed class DisputeService(WriteTransaction transaction, IDbContextFactory<AppDb> databases, AnnotationGallery gallery, AuditLog audit, LabelingActivity activity, TimeProvider clock)
{
    /// <summary>Undecided ones of a batch, oldest first.</summary>
    public async Task<IReadOnlyList<DisputedCheck>> OpenAsync(BatchId batchId, int most, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var disputes = await (
            from dispute in db.GoldDisputes
            join worker in db.Workers on dispute.WorkerId equals worker.Id
            where dispute.BatchId == batchId && dispute.Status == DisputeStatus.Open
            orderby dispute.MadeAt, dispute.TaskId
            select new { dispute.TaskId, dispute.WorkerId, worker.DisplayName, dispute.Note, dispute.MadeAt }).Take(most).ToListAsync(ct);
        var tasks = (await gallery.FindAsync([.. disputes.Select(c => c.TaskId).Distinct()], ct)).ToDictionary(t => t.Id);
        return [.. disputes.Select(c => new DisputedCheck(tasks[c.TaskId], c.WorkerId, c.DisplayName, c.Note, c.MadeAt))];
    }

    /// <summary>Settles a dispute, and with Agreed or Dropped every other open one of the same check. False when it is settled already.</summary>
    /// <param name="status">Not Open.</param>
    /// <param name="reply">For the worker; may be empty.</param>
    public async Task<bool> DecideAsync(TaskId taskId, WorkerId workerId, DisputeStatus status, string? reply, Guid by, CancellationToken ct)
    {
        if (status == DisputeStatus.Open)
            throw new ArgumentException("Open is no decision.", nameof(status));
        bool? decided;
        BatchId? batchId = null;
        do
            (decided, batchId) = await transaction.RunAsync(db => DecideAsync(db, taskId, workerId, status, reply, by, ct), ct);
        while (decided is null);
        if (batchId is { } changed)
            activity.Publish(changed);
        return decided.Value;
    }

    /// <summary>Null: somebody got the card meanwhile, and it has to be done again.</summary>
    private async Task<(bool?, BatchId?)> DecideAsync(AppDb db, TaskId taskId, WorkerId workerId, DisputeStatus status, string? reply, Guid by, CancellationToken ct)
    {
        // whoever may answer the check is held off until its truth is known
        var holders = await HoldersAsync(db, taskId, ct);
        var locked = new Dictionary<WorkerId, LockedWorker>();
        foreach (var holder in holders)
            locked[holder] = await db.LockWorkerAsync(holder, ct);
        var disputes = await db.GoldDisputes.Where(c => c.TaskId == taskId && c.Status == DisputeStatus.Open).ToListAsync(ct);
        if (disputes.Find(c => c.WorkerId == workerId) is not { } dispute)
            return (false, null);
        await db.LockBatchAsync(dispute.BatchId, ct);
        if ((await HoldersAsync(db, taskId, ct)).Count != holders.Count)
            return (null, null);
        var now = clock.UtcNow();
        if (status == DisputeStatus.Kept)
            dispute.Decide(status, reply, by, now);
        else
        {
            disputes.ForEach(c => c.Decide(status, c == dispute ? reply : null, by, now));
            await JudgeAllAsync(db, taskId, workerId, locked, status, now, ct);
        }
        db.AuditEntries.Add(audit.Entry(by, $"gold.{status.ToString().ToLowerInvariant()}", $"task:{taskId}", $"disputed by worker:{workerId}"));
        await db.SaveChangesAsync(ct);
        return (true, dispute.BatchId);
    }

    private static async Task JudgeAllAsync(AppDb db, TaskId taskId, WorkerId workerId, Dictionary<WorkerId, LockedWorker> locked, DisputeStatus status, DateTime now, CancellationToken ct)
    {
        var task = await db.Tasks.SingleAsync(t => t.Id == taskId, ct);
        var batch = await db.Batches.Where(b => b.Id == task.BatchId).Select(b => new { b.Template, b.GoldFloorPercent }).SingleAsync(ct);
        var answers = await db.Answers.Where(a => a.BatchId == task.BatchId && a.TaskId == taskId).ToListAsync(ct);
        if (status == DisputeStatus.Agreed && answers.Single(a => a.WorkerId == workerId) is var said)
            task.CorrectGold(said.Kind, said.Text);
        else
            task.Gold!.Drop();
        foreach (var answer in answers)
        {
            var worker = locked[answer.WorkerId];
            var before = (answer.IsRight, answer.IsCaught);
            answer.Judge(task, batch.Template);
            (await db.WorkTotalsAsync(task.BatchId, worker, ct)).JudgeAgain(before, answer);
            await GoldFloor.LiftAboveAsync(db, task.BatchId, worker, batch.GoldFloorPercent, now, ct);
            await Qualifying.DecideAgainAsync(db, task.BatchId, worker, now, ct);
        }
    }

    /// <summary>In one order, so that two of these never wait for each other.</summary>
    private static Task<List<WorkerId>> HoldersAsync(AppDb db, TaskId taskId, CancellationToken ct) =>
        (from a in db.Assignments join c in db.Claims on a.Id equals c.AssignmentId where a.TaskId == taskId select c.WorkerId).Distinct().OrderBy(w => w).ToListAsync(ct);
}
