using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Review;

/// <summary>
/// The team corrects a truth, rejects it, or sends its task back for another answer, always with a reason. No worker's answer is touched: what they are paid stays, and how they agree with the
/// truth follows it. Thread-safe.
/// </summary>
public sealed class TruthReview(WriteTransaction transaction, IDbContextFactory<AppDb> databases, AuditLog audit, LabelingActivity activity)
{
    public const int MaxReasonLength = Consensus.MaxReasonLength;

    /// <summary>Sets the truth, whoever or whatever decided it before.</summary>
    /// <param name="known">The truth the reviewer has seen; when it is another by now nothing is done. Null: none was there.</param>
    /// <param name="turns">Of the image the reviewer has seen; when it was turned meanwhile nothing is done. Null: the truth is of the image as it lies now.</param>
    public Task<ReviewOutcome> CorrectAsync(TaskId taskId, Vote truth, string reason, Vote? known, Guid by, DateTime now, CancellationToken ct, int? turns = null) =>
        ChangeAsync(taskId, reason, known, async (db, task, consensus) =>
        {
            if (turns is { } seen && seen != task.Turns)
                return new ReviewOutcome.ChangedMeanwhile();
            if (truth.Kind == AnswerKind.Unsure)
                return new ReviewOutcome.Refused("Unsure is not a truth.");
            if (task.Form.Read(truth.Kind, truth.Text, task.Size, out var fault) is not { } read)
                return new ReviewOutcome.Refused(fault!);
            if (read.Text is "")
                return new ReviewOutcome.Refused("Type the text, or choose a flag.");
            consensus ??= db.Consensus.Add(new Consensus(taskId, task.Batch.Id, new Verdict(VerdictOutcome.Disputed, read.Kind, read.Text, 0, 0), now)).Entity;
            consensus.Correct(read.Kind, read.Text, reason, by, now);
            consensus.Count(task.Template, await db.VotesOfAsync(taskId, ct));
            db.AuditEntries.Add(audit.Entry(by, "truth.correct", $"task:{taskId}", reason));
            return null;
        }, ct);

    /// <summary>The task has no truth and gets none: it is in no dataset, and no later answer changes that.</summary>
    public Task<ReviewOutcome> RejectAsync(TaskId taskId, string reason, Vote? known, Guid by, DateTime now, CancellationToken ct) =>
        ChangeAsync(taskId, reason, known, async (db, task, consensus) =>
        {
            consensus ??= db.Consensus.Add(new Consensus(taskId, task.Batch.Id, new Verdict(VerdictOutcome.Disputed, task.Form.Main, null, 0, 0), now)).Entity;
            consensus.Reject(reason, by, now);
            consensus.Count(task.Template, await db.VotesOfAsync(taskId, ct));
            db.AuditEntries.Add(audit.Entry(by, "truth.reject", $"task:{taskId}", reason));
            return null;
        }, ct);

    /// <summary>One more answer is asked for; the truth waits for it. When it differs from what was taken for true the task is disputed.</summary>
    /// <param name="to">A member of the pool who has not answered the task yet; null: anybody.</param>
    public Task<ReviewOutcome> SendBackAsync(TaskId taskId, WorkerId? to, string reason, Vote? known, Guid by, DateTime now, CancellationToken ct) =>
        ChangeAsync(taskId, reason, known, async (db, task, consensus) =>
        {
            if (task.Status is not (BatchStatus.Open or BatchStatus.Paused))
                return new ReviewOutcome.Refused("The batch is closed: nobody is asked any more.");
            if (consensus is null)
                return new ReviewOutcome.Refused("The task is still waiting for its answers.");
            if (to is { } worker && !await db.PoolMembers.AnyAsync(m => m.PoolId == task.PoolId && m.WorkerId == worker, ct))
                return new ReviewOutcome.Refused("This worker is not in the pool of the batch.");
            if (to is { } chosen && await db.Assignments.AnyAsync(a => a.TaskId == taskId && a.WorkerId == chosen, ct))
                return new ReviewOutcome.Refused("This worker has answered the task already. Choose somebody else.");
            consensus.SendBack(reason, by, now);
            db.AuditEntries.Add(audit.Entry(by, "truth.send-back", $"task:{taskId}", to is null ? reason : $"to worker:{to}: {reason}"));
            await db.SaveChangesAsync(ct);
            await TaskSlots.AddOneAsync(db, task.Batch, taskId, ct, to);
            return null;
        }, ct);

    /// <summary>Whom a task can be sent to: members of its pool who have not had it, by name.</summary>
    public async Task<IReadOnlyList<WorkerChoice>> CanBeAskedAsync(TaskId taskId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await (from t in db.Tasks
                      join b in db.Batches on t.BatchId equals b.Id
                      join m in db.PoolMembers on b.PoolId equals m.PoolId
                      join w in db.Workers on m.WorkerId equals w.Id
                      where t.Id == taskId && !db.Assignments.Any(a => a.TaskId == taskId && a.WorkerId == w.Id)
                      orderby w.DisplayName
                      select new WorkerChoice(w.Id, w.DisplayName)).ToListAsync(ct);
    }

    private async Task<ReviewOutcome> ChangeAsync(
        TaskId taskId, string reason, Vote? known, Func<AppDb, ReviewedTask, Consensus?, Task<ReviewOutcome?>> change, CancellationToken ct)
    {
        reason = TextRules.Clean(reason);
        if (reason.Length is 0 or > MaxReasonLength)
            return new ReviewOutcome.Refused($"A reason of 1 to {MaxReasonLength} characters is needed.");
        var outcome = await transaction.RunAsync(async db =>
        {
            if (await db.Tasks.Where(t => t.Id == taskId && !t.IsGold).Select(t => (BatchId?)t.BatchId).SingleOrDefaultAsync(ct) is not { } batchId)
                return new ReviewOutcome.NotFound();
            var batch = await db.LockBatchAsync(batchId, ct);
            var found = await (from t in db.Tasks
                               join b in db.Batches on t.BatchId equals b.Id
                               where t.Id == taskId
                               select new { b.PoolId, b.Status, b.Template, b.FormJson, t.Width, t.Height, t.Turns }).SingleAsync(ct);
            var consensus = await db.Consensus.SingleOrDefaultAsync(c => c.TaskId == taskId, ct);
            if ((consensus is null ? null : new Vote?(new Vote(consensus.Kind, consensus.Text))) != known)
                return new ReviewOutcome.ChangedMeanwhile();
            var task = new ReviewedTask(batch, found.PoolId, found.Status, found.Template, LabelingTemplate.Of(found.Template).Form(found.FormJson), new PixelSize(found.Width, found.Height), found.Turns);
            if (await change(db, task, consensus) is { } refusal)
                return refusal;
            await db.SaveChangesAsync(ct);
            return new ReviewOutcome.Changed(batchId);
        }, ct);
        if (outcome is ReviewOutcome.Changed changed)
            activity.Publish(changed.BatchId);
        return outcome;
    }

    private sealed record ReviewedTask(LockedBatch Batch, PoolId PoolId, BatchStatus Status, Template Template, AnswerForm Form, PixelSize Size, int Turns);
}

public abstract record ReviewOutcome
{
    private ReviewOutcome() { }

    public sealed record Changed(BatchId BatchId) : ReviewOutcome;

    public sealed record NotFound : ReviewOutcome;

    /// <summary>The truth is another by now than the reviewer has seen, or the image was turned.</summary>
    public sealed record ChangedMeanwhile : ReviewOutcome;

    /// <param name="Reason">For people.</param>
    public sealed record Refused(string Reason) : ReviewOutcome;
}
