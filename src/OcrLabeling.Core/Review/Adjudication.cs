using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Review;

/// <summary>A person decides what the truth of a task is. Nobody overrules somebody else unawares. Thread-safe.</summary>
public sealed class Adjudication(WriteTransaction transaction, LabelingActivity activity, TimeProvider clock)
{
    /// <summary>The same person may decide again.</summary>
    /// <param name="turns">Of the image that was looked at; when it was turned meanwhile nothing is decided. Null: the decision is about the image as it lies now.</param>
    /// <param name="seen">The counted answers that were looked at, in any order; when one was taken back, changed or added meanwhile nothing is decided. Null: the decision does not rest on them.</param>
    public async Task<AdjudicationOutcome> DecideAsync(TaskId taskId, AnswerKind kind, string? text, Guid accountId, CancellationToken ct, int? turns = null, IReadOnlyCollection<Vote>? seen = null)
    {
        if (kind == AnswerKind.Unsure)
            return new AdjudicationOutcome.Refused("Unsure is not a truth.");
        return Tell(await transaction.RunAsync(db => DecideAsync(db, taskId, kind, text, accountId, turns, seen, ct), ct));
    }

    /// <summary>Takes one's own decision back: the task is disputed again, until its votes are counted anew.</summary>
    public async Task<AdjudicationOutcome> ReopenAsync(TaskId taskId, Guid accountId, CancellationToken ct) => Tell(await transaction.RunAsync<AdjudicationOutcome>(async db =>
    {
        if (await db.Consensus.SingleOrDefaultAsync(c => c.TaskId == taskId, ct) is not { Status: ConsensusStatus.Adjudicated } consensus)
            return new AdjudicationOutcome.NotFound();
        if (consensus.AdjudicatedBy != accountId)
            return new AdjudicationOutcome.DecidedByAnother();
        consensus.Reopen(clock.UtcNow());
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), accountId, "task.reopen", $"task:{taskId}", null));
        await db.SaveChangesAsync(ct);
        return new AdjudicationOutcome.Decided(consensus.BatchId);
    }, ct));

    /// <summary>Leaves it to one more worker instead.</summary>
    public async Task<AdjudicationOutcome> AskOneMoreAsync(TaskId taskId, Guid accountId, CancellationToken ct) => Tell(await transaction.RunAsync<AdjudicationOutcome>(async db =>
    {
        if (await db.Tasks.Where(t => t.Id == taskId).Select(t => (BatchId?)t.BatchId).SingleOrDefaultAsync(ct) is not { } batchId)
            return new AdjudicationOutcome.NotFound();
        var batch = await db.LockBatchAsync(batchId, ct);
        if (!await db.Batches.AnyAsync(b => b.Id == batchId && (b.Status == BatchStatus.Open || b.Status == BatchStatus.Paused), ct))
            return new AdjudicationOutcome.Refused("The batch is closed: nobody is asked any more.");
        if (await db.Consensus.SingleOrDefaultAsync(c => c.TaskId == taskId, ct) is not { Status: ConsensusStatus.Disputed } consensus)
            return new AdjudicationOutcome.DecidedByAnother();
        db.Consensus.Remove(consensus);
        db.AuditEntries.Add(new AuditEntry(clock.UtcNow(), accountId, "task.ask-more", $"task:{taskId}", null));
        await TaskSlots.AddOneAsync(db, batch, taskId, ct);
        return new AdjudicationOutcome.Decided(batchId);
    }, ct));

    private AdjudicationOutcome Tell(AdjudicationOutcome outcome)
    {
        if (outcome is AdjudicationOutcome.Decided decided)
            activity.Publish(decided.BatchId);
        return outcome;
    }

    private async Task<AdjudicationOutcome> DecideAsync(AppDb db, TaskId taskId, AnswerKind kind, string? text, Guid accountId, int? turns, IReadOnlyCollection<Vote>? seen, CancellationToken ct)
    {
        if (await db.Tasks.Where(t => t.Id == taskId).Select(t => (BatchId?)t.BatchId).SingleOrDefaultAsync(ct) is not { } batchId)
            return new AdjudicationOutcome.NotFound();
        await db.LockBatchAsync(batchId, ct);
        var task = await (from t in db.Tasks
                          join b in db.Batches on t.BatchId equals b.Id
                          where t.Id == taskId
                          select new { b.Template, b.FormJson, t.Width, t.Height, t.Turns }).SingleAsync(ct);
        if (turns is { } lay && lay != task.Turns)
            return new AdjudicationOutcome.TurnedMeanwhile();
        var votes = await db.VotesOfAsync(taskId, ct);
        if (seen is not null && !votes.CountBy(v => v).ToHashSet().SetEquals(seen.CountBy(v => v)))
            return new AdjudicationOutcome.ChangedMeanwhile();
        if (LabelingTemplate.Of(task.Template).Form(task.FormJson).Read(kind, text, new PixelSize(task.Width, task.Height), out var fault) is not { } truth)
            return new AdjudicationOutcome.Refused(fault!);
        if (truth.Text is "")
            return new AdjudicationOutcome.Refused("Type the text, or say that there is none.");
        var now = clock.UtcNow();
        var consensus = await db.Consensus.SingleOrDefaultAsync(c => c.TaskId == taskId, ct);
        if (consensus is null)
            db.Consensus.Add(consensus = new Consensus(taskId, batchId, new Verdict(VerdictOutcome.Disputed, truth.Kind, truth.Text, 0, 0), now));
        if (consensus.IsFinal && consensus.AdjudicatedBy != accountId)
            return new AdjudicationOutcome.DecidedByAnother();
        consensus.Adjudicate(truth.Kind, truth.Text, accountId, now);
        consensus.Count(task.Template, votes);
        db.AuditEntries.Add(new AuditEntry(now, accountId, "task.adjudicate", $"task:{taskId}", kind.ToString()));
        await db.SaveChangesAsync(ct);
        return new AdjudicationOutcome.Decided(batchId);
    }
}

public abstract record AdjudicationOutcome
{
    private AdjudicationOutcome() { }

    public sealed record Decided(BatchId BatchId) : AdjudicationOutcome;

    public sealed record NotFound : AdjudicationOutcome;

    /// <summary>Somebody else was faster; what they said stands.</summary>
    public sealed record DecidedByAnother : AdjudicationOutcome;

    /// <summary>The image lies otherwise by now than it was looked at.</summary>
    public sealed record TurnedMeanwhile : AdjudicationOutcome;

    /// <summary>An answer was taken back, changed or added since they were looked at.</summary>
    public sealed record ChangedMeanwhile : AdjudicationOutcome;

    /// <param name="Reason">For people to read.</param>
    public sealed record Refused(string Reason) : AdjudicationOutcome;
}
