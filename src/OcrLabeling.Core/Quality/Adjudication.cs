using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Labeling.Forms;

namespace OcrLabeling.Core.Quality;

/// <summary>A person decides what the truth of a task is. Thread-safe.</summary>
public sealed class Adjudication(WriteTransaction transaction, TimeProvider clock)
{
    public async Task<AdjudicationOutcome> DecideAsync(TaskId taskId, AnswerKind kind, string? text, Guid accountId, CancellationToken ct)
    {
        if (kind == AnswerKind.Unsure)
            return new AdjudicationOutcome.Refused("Unsure is not a truth.");
        return await transaction.RunAsync(db => DecideAsync(db, taskId, kind, text, accountId, ct), ct);
    }

    private async Task<AdjudicationOutcome> DecideAsync(AppDb db, TaskId taskId, AnswerKind kind, string? text, Guid accountId, CancellationToken ct)
    {
        var task = await (from t in db.Tasks
                          join b in db.Batches on t.BatchId equals b.Id
                          where t.Id == taskId
                          select new { t.BatchId, b.Template, b.FormJson, t.Width, t.Height }).SingleOrDefaultAsync(ct);
        if (task is null)
            return new AdjudicationOutcome.NotFound();
        if (AnswerForm.Of(task.Template, task.FormJson).Read(kind, text, new PixelSize(task.Width, task.Height), out var fault) is not { } truth)
            return new AdjudicationOutcome.Refused(fault!);
        if (truth.Text is "")
            return new AdjudicationOutcome.Refused("Type the text, or say that there is none.");
        var now = clock.UtcNow();
        var consensus = await db.Consensus.SingleOrDefaultAsync(c => c.TaskId == taskId, ct);
        if (consensus is null)
            db.Consensus.Add(consensus = new Consensus(taskId, task.BatchId, new Verdict(VerdictOutcome.Disputed, truth.Kind, truth.Text, 0, 0), now));
        consensus.Adjudicate(truth.Kind, truth.Text, accountId, now);
        db.AuditEntries.Add(new AuditEntry(now, accountId, "task.adjudicate", $"task:{taskId}", kind.ToString()));
        await db.SaveChangesAsync(ct);
        return new AdjudicationOutcome.Decided(task.BatchId);
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
