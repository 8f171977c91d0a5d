using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Labeling;

namespace OcrLabeling.Core.Quality;

/// <summary>A person decides what the truth of a task is. Thread-safe.</summary>
public sealed class Adjudication(IDbContextFactory<AppDb> databases, TimeProvider time)
{
    private const int MaxTries = 5;

    public async Task<AdjudicationOutcome> DecideAsync(TaskId taskId, AnswerKind kind, string? text, Guid accountId, CancellationToken ct)
    {
        var truth = kind == AnswerKind.Transcribed ? text?.Trim() : null;
        if (kind == AnswerKind.Unsure)
            return new AdjudicationOutcome.Refused("Unsure is not a truth.");
        if (kind == AnswerKind.Transcribed && string.IsNullOrEmpty(truth))
            return new AdjudicationOutcome.Refused("Type the text, or say that there is none.");
        if (truth?.Length > Answer.MaxTextLength)
            return new AdjudicationOutcome.Refused($"The text is longer than {Answer.MaxTextLength} characters.");
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryDecideAsync(taskId, kind, truth, accountId, ct);
            }
            // the resolver wrote the same row meanwhile
            catch (DbUpdateException) when (attempt < MaxTries)
            {
            }
        }
    }

    private async Task<AdjudicationOutcome> TryDecideAsync(TaskId taskId, AnswerKind kind, string? text, Guid accountId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Tasks.Where(t => t.Id == taskId).Select(t => (BatchId?)t.BatchId).SingleOrDefaultAsync(ct) is not { } batchId)
            return new AdjudicationOutcome.NotFound();
        var now = time.GetUtcNow().UtcDateTime;
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
