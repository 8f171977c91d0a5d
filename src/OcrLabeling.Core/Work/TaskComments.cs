using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Work;

/// <summary>Talk about tasks between workers and the team. Thread-safe.</summary>
public sealed class TaskComments(WriteTransaction transaction, IDbContextFactory<AppDb> databases, LabelingActivity activity, TimeProvider clock)
{
    private const int MostOfOneTalk = 200;

    /// <summary>A worker writes about a card they were handed once; null and no reason when it is not theirs.</summary>
    public async Task<CommentOutcome> WriteAsync(WorkerId workerId, AssignmentId assignmentId, string text, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var card = await db.Claims.Where(c => c.AssignmentId == assignmentId && c.WorkerId == workerId).Select(c => new { c.TaskId, c.BatchId }).FirstOrDefaultAsync(ct);
        if (card is null)
            return new CommentOutcome.Refused("This card was never assigned to you.");
        if (await RefusalAsync(db, workerId, card.BatchId, ct) is { } refusal)
            return new CommentOutcome.Refused(refusal.Sentence());
        var account = await db.Workers.Where(w => w.Id == workerId).Select(w => w.AccountId).SingleAsync(ct);
        return await AddAsync(card.TaskId, card.BatchId, workerId, account, isFromTeam: false, text, ct);
    }

    /// <summary>The team writes to a worker who has had the task.</summary>
    public async Task<CommentOutcome> ReplyAsync(TaskId taskId, WorkerId workerId, string text, Guid by, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var batch = await db.Claims.Where(c => c.TaskId == taskId && c.WorkerId == workerId).Select(c => (BatchId?)c.BatchId).FirstOrDefaultAsync(ct);
        return batch is { } batchId ? await AddAsync(taskId, batchId, workerId, by, isFromTeam: true, text, ct) : new CommentOutcome.Refused("This worker was never handed the task.");
    }

    /// <summary>What was said about a card, the earliest first; empty when it was never this worker's.</summary>
    public async Task<IReadOnlyList<CommentRow>> OfCardAsync(WorkerId workerId, AssignmentId assignmentId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var card = await db.Claims.Where(c => c.AssignmentId == assignmentId && c.WorkerId == workerId).Select(c => new { c.TaskId, c.BatchId }).FirstOrDefaultAsync(ct);
        return card is null || await RefusalAsync(db, workerId, card.BatchId, ct) is not null ? [] : await Rows(db, db.TaskComments.Where(c => c.TaskId == card.TaskId && c.WorkerId == workerId)).ToListAsync(ct);
    }

    /// <summary>What was said about a task with each worker, the earliest first.</summary>
    public async Task<IReadOnlyList<CommentRow>> OfTaskAsync(TaskId taskId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Rows(db, db.TaskComments.Where(c => c.TaskId == taskId)).ToListAsync(ct);
    }

    /// <summary>Talks of a batch in which a worker had the last word, the latest first.</summary>
    public async Task<Rows<OpenTalk>> OpenAsync(BatchId batchId, int take, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var last = db.TaskComments.Where(c => c.BatchId == batchId && !c.IsFromTeam
            && !db.TaskComments.Any(later => later.TaskId == c.TaskId && later.WorkerId == c.WorkerId && later.WrittenAt > c.WrittenAt));
        var rows = from c in last
                   join t in db.Tasks on c.TaskId equals t.Id
                   join w in db.Workers on c.WorkerId equals w.Id
                   orderby c.WrittenAt descending, c.Id
                   select new OpenTalk(c.TaskId, c.WorkerId, w.DisplayName, t.Sequence, t.IsGold, t.Image, t.ImageMediaType, t.Width, t.Height, c.Text, c.WrittenAt);
        return new(await rows.AsNoTracking().Take(take).ToListAsync(ct), await last.CountAsync(ct));
    }

    /// <summary>Who is out has nothing to say any more; a pause, by the team or of the batch, may well be talked about.</summary>
    private static async Task<HoldRefusal?> RefusalAsync(AppDb db, WorkerId workerId, BatchId batchId, CancellationToken ct) =>
        (await WorkStanding.FindAsync(db, workerId, batchId, ct))?.Refusal is { } refusal and (HoldRefusal.NotAMember or HoldRefusal.Locked or HoldRefusal.NdaMissing) ? refusal : null;

    private static IQueryable<CommentRow> Rows(AppDb db, IQueryable<TaskComment> comments) =>
        from c in comments.OrderBy(c => c.WrittenAt).ThenBy(c => c.Id).Take(MostOfOneTalk)
        join w in db.Workers on c.WorkerId equals w.Id
        join a in db.Users on c.By equals a.Id into accounts
        from account in accounts.DefaultIfEmpty()
        orderby c.WrittenAt, c.Id
        select new CommentRow(c.WorkerId, w.DisplayName, c.IsFromTeam ? account.DisplayName : w.DisplayName, c.IsFromTeam, c.Text, c.WrittenAt);

    private async Task<CommentOutcome> AddAsync(TaskId taskId, BatchId batchId, WorkerId workerId, Guid by, bool isFromTeam, string text, CancellationToken ct)
    {
        text = Scoring.TextRules.CleanLines(text);
        if (text.Length is 0 or > TaskComment.MaxTextLength)
            return new CommentOutcome.Refused($"A comment can have 1 to {TaskComment.MaxTextLength:N0} characters; this one has {text.Length:N0}.");
        await transaction.RunAsync(async db =>
        {
            db.TaskComments.Add(new TaskComment(taskId, batchId, workerId, by, isFromTeam, text, clock.UtcNow()));
            return await db.SaveChangesAsync(ct);
        }, ct);
        activity.Publish(batchId);
        return new CommentOutcome.Written();
    }
}

/// <param name="Worker">Whose talk it is.</param>
/// <param name="By">Who wrote it; null when the account is gone.</param>
public sealed record CommentRow(WorkerId WorkerId, string Worker, string? By, bool IsFromTeam, string Text, DateTime WrittenAt);

/// <summary>A worker waits for the team's word about a task.</summary>
public sealed record OpenTalk(TaskId TaskId, WorkerId WorkerId, string Worker, int Sequence, bool IsGold, BlobId Image, string ImageMediaType, int Width, int Height, string Text, DateTime WrittenAt);

public abstract record CommentOutcome
{
    private CommentOutcome() { }

    public sealed record Written : CommentOutcome;

    /// <param name="Reason">For people.</param>
    public sealed record Refused(string Reason) : CommentOutcome;
}
