using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Provenance;

/// <summary>What a turn of a page means for the tasks made from it.</summary>
/// <param name="Batches">That have tasks of the page.</param>
/// <param name="Cards">Those tasks, gold among them.</param>
/// <param name="AskedAgain">Words whose answers say that they lie wrong.</param>
/// <param name="Held">Cards that workers hold; they go back to the queue.</param>
public readonly record struct TurnedTasks(int Batches, int Cards, int AskedAgain, int Held);

/// <summary>A task's image, turned and stored.</summary>
internal sealed record TurnedImage(BlobId Blob, string MediaType);

/// <summary>Turns the tasks of a page with it: images, pre-labels, gold, answers and truths. Part of the transaction that turns the page.</summary>
internal sealed class TaskTurning(AppDb db, PageId pageId)
{
    private const string Reason = "The page was turned: the answers that say the word lies wrong are about the image as it lay before.";

    private static readonly Template[] orientable = [.. LabelingTemplate.All.Where(t => t.Flags.Contains(AnswerKind.BadOrientation)).Select(t => t.Id)];

    private readonly Dictionary<BatchId, LockedBatch> locked = [];

    private IQueryable<LabelingTask> Tasks => db.Tasks.Where(t => t.PageId == pageId);

    private IQueryable<Assignment> Held => from t in Tasks join a in db.Assignments on t.Id equals a.TaskId where a.Status == AssignmentStatus.Claimed select a;

    public async Task<TurnedTasks> CountAsync(CancellationToken ct) => new(
        await Tasks.Select(t => t.BatchId).Distinct().CountAsync(ct), await Tasks.CountAsync(ct), (await WrongNoMoreAsync(ct)).Count, await Held.CountAsync(ct));

    /// <summary>
    /// Whoever may answer one of the cards is held off until all lie on the turned page, and so is what changes their batches. False: somebody came in between, and the transaction has to begin anew.
    /// </summary>
    public async Task<bool> LockAsync(CancellationToken ct)
    {
        var (workers, batches) = (await WorkersAsync(ct), await BatchesAsync(ct));
        foreach (var worker in workers)
            await db.LockWorkerAsync(worker, ct);
        foreach (var batch in batches)
            locked[batch] = await db.LockBatchAsync(batch, ct);
        return (await WorkersAsync(ct)).SequenceEqual(workers) && (await BatchesAsync(ct)).SequenceEqual(batches);
    }

    /// <summary>After <see cref="LockAsync"/>. Null: a task has an image that <paramref name="images"/> does not have, and nothing was changed.</summary>
    public async Task<TurnedTasks?> TurnAsync(int quarterTurns, IReadOnlyDictionary<BlobId, TurnedImage> images, Guid accountId, DateTime now, CancellationToken ct)
    {
        var tasks = await Tasks.ToDictionaryAsync(t => t.Id, ct);
        if (tasks.Values.Any(t => !images.ContainsKey(t.Image)))
            return null;
        var held = await db.RecallAsync(Held, now, ct, ClaimEnding.Turned);
        var forms = await FormsAsync(ct);
        var turns = tasks.Values.ToDictionary(t => t.Id, t => (Turn: new ImageTurn(quarterTurns, t.Width, t.Height), Form: forms[t.BatchId]));
        foreach (var answer in await Said(db.Answers.Where(a => a.Text != null)).ToListAsync(ct))
            answer.Turn(turns[answer.TaskId].Turn, turns[answer.TaskId].Form);
        foreach (var refused in await (from t in Tasks join r in db.RefusedAnswers on t.Id equals r.TaskId where r.Text != null select r).ToListAsync(ct))
            refused.Turn(turns[refused.TaskId].Turn, turns[refused.TaskId].Form);
        foreach (var consensus in await (from t in Tasks join c in db.Consensus on t.Id equals c.TaskId where c.Text != null select c).ToListAsync(ct))
            consensus.Turn(turns[consensus.TaskId].Turn, turns[consensus.TaskId].Form);
        foreach (var task in tasks.Values)
            task.Turn(turns[task.Id].Turn, images[task.Image].Blob, images[task.Image].MediaType, turns[task.Id].Form, now);
        await db.SaveChangesAsync(ct);
        var asked = await AskAgainAsync(accountId, now, ct);
        return new(forms.Count, tasks.Count, asked, held);
    }

    private IQueryable<Answer> Said(IQueryable<Answer> answers) => from t in Tasks join a in answers on new { t.BatchId, TaskId = t.Id } equals new { a.BatchId, a.TaskId } select a;

    private async Task<List<BatchId>> BatchesAsync(CancellationToken ct) => [.. (await Tasks.Select(t => t.BatchId).Distinct().ToListAsync(ct)).OrderBy(b => b.Value)];

    /// <summary>Who was ever handed one of the cards.</summary>
    private Task<List<WorkerId>> WorkersAsync(CancellationToken ct) =>
        (from t in Tasks join a in db.Assignments on t.Id equals a.TaskId join c in db.Claims on a.Id equals c.AssignmentId select c.WorkerId).Distinct().OrderBy(w => w).ToListAsync(ct);

    private async Task<Dictionary<BatchId, AnswerForm>> FormsAsync(CancellationToken ct) =>
        (await db.Batches.Where(b => Tasks.Any(t => t.BatchId == b.Id)).Select(b => new { b.Id, b.Template, b.FormJson }).ToListAsync(ct)).ToDictionary(b => b.Id, b => LabelingTemplate.Of(b.Template).Form(b.FormJson));

    /// <summary>Words of running batches whose truth is not settled otherwise and of which somebody says that they lie wrong.</summary>
    private async Task<List<WrongNoMore>> WrongNoMoreAsync(CancellationToken ct)
    {
        var words = await (
            from t in Tasks
            join b in db.Batches on t.BatchId equals b.Id
            where !t.IsGold && orientable.Contains(b.Template) && (b.Status == BatchStatus.Open || b.Status == BatchStatus.Paused)
            join c in db.Consensus on t.Id equals c.TaskId into truths
            from truth in truths.DefaultIfEmpty()
            select new WrongNoMore(
                t.Id, t.BatchId, truth,
                db.Answers.Count(a => a.BatchId == t.BatchId && a.TaskId == t.Id && !a.IsSurplus && !a.PredatesTurn && a.Kind == AnswerKind.BadOrientation),
                db.Answers.Count(a => a.BatchId == t.BatchId && a.TaskId == t.Id && !a.IsSurplus && !a.PredatesTurn && a.Kind != AnswerKind.BadOrientation))).ToListAsync(ct);
        return words.FindAll(w => w.Truth switch
        {
            { Status: ConsensusStatus.Rejected } => false,
            { Status: ConsensusStatus.Resolved or ConsensusStatus.Adjudicated } settled => settled.Kind == AnswerKind.BadOrientation,
            _ => w.Flags > 0,
        });
    }

    /// <summary>As a truth that a reviewer sends back: what workers said and are paid for stays, others are asked in their place.</summary>
    private async Task<int> AskAgainAsync(Guid accountId, DateTime now, CancellationToken ct)
    {
        var words = await WrongNoMoreAsync(ct);
        var ids = words.Select(w => w.TaskId).ToHashSet();
        foreach (var answer in await Said(db.Answers.Where(a => a.Kind == AnswerKind.BadOrientation)).ToListAsync(ct))
            if (ids.Contains(answer.TaskId))
                answer.MarkPredating();
        foreach (var word in words)
            word.Truth?.AskAgain(word.OtherAnswers, Reason, accountId, now);
        await db.SaveChangesAsync(ct);
        foreach (var batch in words.GroupBy(w => w.BatchId))
            await TaskSlots.AddAsync(db, locked[batch.Key], batch.ToDictionary(w => w.TaskId, w => Math.Max(1, w.Flags)), ct);
        return words.Count;
    }

    /// <param name="Flags">Counted answers that say it lies wrong.</param>
    private sealed record WrongNoMore(TaskId TaskId, BatchId BatchId, Consensus? Truth, int Flags, int OtherAnswers);
}
