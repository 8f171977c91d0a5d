using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Gold;

/// <param name="Task">With the worker's own answer alone, and the truth as consensus.</param>
/// <param name="ShowsImage">False for donated documents: their images are seen only under a lease.</param>
/// <param name="Dispute">Null while they have not disputed it.</param>
public sealed record MissedCheck(AnnotatedTask Task, bool ShowsImage, DisputeView? Dispute);

public sealed record DisputeView(DisputeStatus Status, string? Note, string? Reply);

public enum DisputeOutcome
{
    Made,

    /// <summary>Disputed before, or decided.</summary>
    MadeBefore,

    /// <summary>Not a check this worker was shown to have missed.</summary>
    NotMissed,
}

/// <summary>
/// The checks a worker got wrong, for themselves: shown <see cref="ShownAfter"/> their answer, when a revision is judged no more, so that nobody learns
/// from it which cards are checks while it would help them. Thread-safe.
/// </summary>
public sealed class MissedChecks(WriteTransaction transaction, IDbContextFactory<AppDb> databases, LabelingActivity activity, TimeProvider clock)
{
    /// <summary>
    /// From then on workers may see which checks they missed, and what they say afterwards is kept but judged no more.
    /// </summary>
    public static readonly TimeSpan ShownAfter = TimeSpan.FromMinutes(15);

    /// <summary>Newest first.</summary>
    public async Task<Rows<MissedCheck>> ListAsync(WorkerId workerId, int skip, int take, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var missed = Missed(db, workerId);
        var rows = await (
            from answer in missed
            join task in db.Tasks on answer.TaskId equals task.Id
            join batch in db.Batches on answer.BatchId equals batch.Id
            join dispute in db.GoldDisputes.Where(c => c.WorkerId == workerId) on answer.TaskId equals dispute.TaskId into disputes
            from dispute in disputes.DefaultIfEmpty()
            orderby answer.SubmittedAt descending
            select new { answer, task, batch.Name, batch.Template, batch.FormJson, batch.Privacy, dispute }).AsNoTracking().Skip(skip).Take(take).ToListAsync(ct);
        return new(
            [.. rows.Select(r => new MissedCheck(
                new AnnotatedTask(
                    r.task.Id, r.task.BatchId, r.Name, r.Template, r.task.Sequence, "", r.task.Image, r.task.ImageMediaType, r.task.Width, r.task.Height, r.task.PreLabelText, null,
                    [new Annotation(workerId, "you", r.answer.Kind, r.answer.Text, r.answer.Relation, r.answer.IsSurplus, r.answer.SubmittedAt, r.answer.NetMilliseconds, r.answer.SubmittedAt - r.answer.ShownAt + TimeSpan.FromMilliseconds(r.answer.ShownAgainMilliseconds))],
                    new ConsensusView(ConsensusStatus.Adjudicated, r.task.Gold!.Answer, r.task.Gold.Text, 1, 0)) { IsGold = true, IsWholePage = r.task.IsWholePage, FormJson = r.FormJson },
                r.Privacy == Privacy.Public, r.dispute is null ? null : new(r.dispute.Status, r.dispute.Note, r.dispute.Reply)))],
            await missed.CountAsync(ct));
    }

    /// <summary>Tells the team that the check is wrong.</summary>
    /// <param name="note">Why, in the worker's words; may be empty.</param>
    public async Task<DisputeOutcome> DisputeAsync(WorkerId workerId, TaskId taskId, string? note, CancellationToken ct)
    {
        var (outcome, batchId) = await transaction.RunAsync(async db =>
        {
            await db.LockWorkerAsync(workerId, ct);
            if (await Missed(db, workerId).SingleOrDefaultAsync(a => a.TaskId == taskId, ct) is not { } answer)
                return (DisputeOutcome.NotMissed, (BatchId?)null);
            if (await db.GoldDisputes.AnyAsync(c => c.TaskId == taskId && c.WorkerId == workerId, ct))
                return (DisputeOutcome.MadeBefore, null);
            db.GoldDisputes.Add(new GoldDispute(taskId, answer.BatchId, workerId, note, clock.UtcNow()));
            await db.SaveChangesAsync(ct);
            return (DisputeOutcome.Made, answer.BatchId);
        }, ct);
        if (batchId is { } changed)
            activity.Publish(changed);
        return outcome;
    }

    private IQueryable<Answer> Missed(AppDb db, WorkerId workerId)
    {
        var shownFrom = clock.UtcNow() - ShownAfter;
        // a disputed one stays in the list when the worker is found right; the cards of a qualification are for others to come, too
        return db.Answers.Where(a => a.WorkerId == workerId && a.SubmittedAt <= shownFrom && !db.Batches.Any(b => b.Id == a.BatchId && b.IsQualification)
            && (a.IsRight == false || a.IsRight == true && db.GoldDisputes.Any(c => c.TaskId == a.TaskId && c.WorkerId == workerId)));
    }
}
