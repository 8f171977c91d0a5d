using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Labeling;

namespace OcrLabeling.Core.Quality;

/// <summary>A person decides what the truth of a task is. Thread-safe.</summary>
public sealed class Adjudication(WriteTransaction transaction, TimeProvider clock)
{
    public async Task<AdjudicationOutcome> DecideAsync(TaskId taskId, AnswerKind kind, string? text, Guid accountId, CancellationToken ct)
    {
        if (kind == AnswerKind.Unsure)
            return new AdjudicationOutcome.Refused("Unsure is not a truth.");
        string? truth = null;
        if (kind == AnswerKind.Transcribed)
        {
            if (Transcription.Create(text, out var fault) is not { } transcription)
                return new AdjudicationOutcome.Refused(fault!);
            if (transcription.Text.Length == 0)
                return new AdjudicationOutcome.Refused("Type the text, or say that there is none.");
            truth = transcription.Text;
        }
        return await transaction.RunAsync(db => DecideAsync(db, taskId, kind, truth, accountId, ct), ct);
    }

    private async Task<AdjudicationOutcome> DecideAsync(AppDb db, TaskId taskId, AnswerKind kind, string? text, Guid accountId, CancellationToken ct)
    {
        if (await db.Tasks.Where(t => t.Id == taskId).Select(t => (BatchId?)t.BatchId).SingleOrDefaultAsync(ct) is not { } batchId)
            return new AdjudicationOutcome.NotFound();
        var now = clock.UtcNow();
        var consensus = await db.Consensus.SingleOrDefaultAsync(c => c.TaskId == taskId, ct);
        if (consensus is null)
            db.Consensus.Add(consensus = new Consensus(taskId, batchId, new Verdict(VerdictOutcome.Disputed, kind, text, 0, 0), now));
        consensus.Adjudicate(kind, text, accountId, now);
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

    /// <param name="Reason">For people to read.</param>
    public sealed record Refused(string Reason) : AdjudicationOutcome;
}
