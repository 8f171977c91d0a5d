using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Review;

public enum GalleryOrder { Newest, Sequence }

/// <summary>Which answered tasks to show; null filters nothing. Kind and relation speak about one answer: the chosen worker's, or anybody's.</summary>
/// <param name="OnlyDisagreements">Tasks whose counted answers differ in kind or text.</param>
public sealed record GalleryFilter(
    BatchId? BatchId = null, WorkerId? WorkerId = null, AnswerKind? Kind = null, PreLabelRelation? Relation = null,
    bool OnlyDisagreements = false, ConsensusStatus? Consensus = null, GalleryOrder Order = GalleryOrder.Newest);

/// <param name="Total">Tasks that fit the filter.</param>
public sealed record GalleryPage(int Total, IReadOnlyList<AnnotatedTask> Tasks);

/// <summary>A task with all its answers, in the order of submission.</summary>
public sealed record AnnotatedTask(
    TaskId Id, BatchId BatchId, string BatchName, Template Template, int Sequence, string Source, BlobId Image, string ImageMediaType, int Width, int Height,
    string? PreLabelText, double? PreLabelConfidence, IReadOnlyList<Annotation> Answers, ConsensusView? Consensus)
{
    /// <summary>Its truth was known before; it is not in the batch's order.</summary>
    public bool IsGold { get; init; }

    /// <summary>The image is a whole page of a document, not a word cut out of one or uploaded.</summary>
    public bool IsWholePage { get; init; }

    /// <summary>Of the image, <see cref="LabelingTask.Turns"/>: which way it lies that people look at.</summary>
    public int Turns { get; init; }

    /// <summary>The batch's settings of its template.</summary>
    public string FormJson { get; init; } = "{}";

    /// <summary>The counted answers as votes.</summary>
    public IReadOnlyList<Vote> Votes => [.. Answers.Where(a => !a.IsSurplus && !a.PredatesTurn).Select(a => new Vote(a.Kind, a.Text))];
}

public sealed record Annotation(
    WorkerId WorkerId, string Worker, AnswerKind Kind, string? Text, PreLabelRelation Relation, bool IsSurplus, DateTime SubmittedAt, long NetMilliseconds, TimeSpan OnScreen)
{
    /// <summary>The worker no longer had the right to hold the card when it came in, or the card's page had been turned.</summary>
    public bool IsLate { get; init; }

    /// <summary>The worker took it back; it does not count until it is given again.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>It flags the orientation of the image as it lay before it was turned.</summary>
    public bool PredatesTurn { get; init; }
}

public sealed record ConsensusView(ConsensusStatus Status, AnswerKind Kind, string? Text, int Votes, int AgreeingVotes)
{
    /// <summary>Why a person corrected, rejected or sent it back; null otherwise.</summary>
    public string? Reason { get; init; }
}

public sealed record WorkerChoice(WorkerId Id, string Name);

/// <summary>"Show annotations": answered tasks with their images, by batch or by worker, a page at a time. Thread-safe.</summary>
public sealed class AnnotationGallery(IDbContextFactory<AppDb> databases)
{
    public async Task<GalleryPage> ReadAsync(ProjectScope reader, GalleryFilter filter, int skip, int take, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var answers = Matching(db, filter);
        if (!reader.IsEverything)
        {
            var batches = db.Batches.Visible(db, reader);
            answers = answers.Where(a => batches.Any(b => b.Id == a.BatchId));
        }
        var total = await answers.Select(a => a.TaskId).Distinct().CountAsync(ct);
        var ids = await Order(db, answers, filter.Order).Skip(skip).Take(take).ToListAsync(ct);
        return new(total, await LoadAsync(db, ids, ct));
    }

    /// <summary>These tasks with all their answers, in this order; those that do not exist are left out.</summary>
    public async Task<IReadOnlyList<AnnotatedTask>> FindAsync(IReadOnlyCollection<TaskId> ids, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await LoadAsync(db, [.. ids], ct);
    }

    /// <summary>Name of the batch or the worker; null when there is none.</summary>
    public async Task<string?> SubjectAsync(BatchId? batchId, WorkerId? workerId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return batchId is { } batch
            ? await db.Batches.Where(b => b.Id == batch).Select(b => b.Name).SingleOrDefaultAsync(ct)
            : await db.Workers.Where(w => w.Id == workerId).Select(w => w.DisplayName).SingleOrDefaultAsync(ct);
    }

    /// <summary>Who has answered in the batch, by name.</summary>
    public async Task<IReadOnlyList<WorkerChoice>> WorkersAsync(BatchId batchId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Workers.Where(w => db.Answers.Any(a => a.BatchId == batchId && a.WorkerId == w.Id)).OrderBy(w => w.DisplayName)
            .Select(w => new WorkerChoice(w.Id, w.DisplayName)).ToListAsync(ct);
    }

    private static IQueryable<Answer> Matching(AppDb db, GalleryFilter filter)
    {
        var answers = db.Answers.AsNoTracking();
        if (filter.BatchId is { } batchId)
            answers = answers.Where(a => a.BatchId == batchId);
        if (filter.WorkerId is { } workerId)
            answers = answers.Where(a => a.WorkerId == workerId);
        if (filter.Kind is { } kind)
            answers = answers.Where(a => a.Kind == kind);
        if (filter.Relation is { } relation)
            answers = answers.Where(a => a.Relation == relation);
        if (filter.Consensus is { } status)
            answers = answers.Where(a => db.Consensus.Any(c => c.TaskId == a.TaskId && c.Status == status));
        if (filter.OnlyDisagreements)
        {
            // somebody differs from somebody
            answers = answers.Where(a => db.Answers.Any(x => x.BatchId == a.BatchId && x.TaskId == a.TaskId && !x.IsSurplus && !x.PredatesTurn
                && db.Answers.Any(y => y.BatchId == a.BatchId && y.TaskId == a.TaskId && !y.IsSurplus && !y.PredatesTurn && (y.Kind != x.Kind || y.Text != x.Text))));
        }
        return answers;
    }

    private static IQueryable<TaskId> Order(AppDb db, IQueryable<Answer> answers, GalleryOrder order) => order switch
    {
        GalleryOrder.Newest => answers.GroupBy(a => a.TaskId).OrderByDescending(g => g.Max(a => a.SubmittedAt)).ThenBy(g => g.Key).Select(g => g.Key),
        _ => db.Tasks.Where(t => answers.Any(a => a.BatchId == t.BatchId && a.TaskId == t.Id)).OrderBy(t => t.BatchId).ThenBy(t => t.Sequence).Select(t => t.Id),
    };

    private static async Task<IReadOnlyList<AnnotatedTask>> LoadAsync(AppDb db, List<TaskId> ids, CancellationToken ct)
    {
        var tasks = await (
            from task in db.Tasks.AsNoTracking()
            join batch in db.Batches on task.BatchId equals batch.Id
            where ids.Contains(task.Id)
            select new { Task = task, Batch = batch.Name, batch.Template, batch.FormJson }).ToDictionaryAsync(t => t.Task.Id, ct);
        var batchIds = tasks.Values.Select(t => t.Task.BatchId).Distinct().ToList();
        var answers = await (
            from answer in db.Answers.AsNoTracking()
            join worker in db.Workers on answer.WorkerId equals worker.Id
            where batchIds.Contains(answer.BatchId) && ids.Contains(answer.TaskId)
            orderby answer.SubmittedAt
            select new
            {
                answer.TaskId,
                View = new Annotation(
                    worker.Id, worker.DisplayName, answer.Kind, answer.Text, answer.Relation, answer.IsSurplus, answer.SubmittedAt, answer.NetMilliseconds, answer.SubmittedAt - answer.ShownAt + TimeSpan.FromMilliseconds(answer.ShownAgainMilliseconds)) { IsLate = answer.IsLate, IsTakenBack = answer.TakenBackAt != null, PredatesTurn = answer.PredatesTurn },
            }).ToListAsync(ct);
        var answersOf = answers.ToLookup(a => a.TaskId, a => a.View);
        var consensus = await db.Consensus.AsNoTracking().Where(c => ids.Contains(c.TaskId))
            .ToDictionaryAsync(c => c.TaskId, c => new ConsensusView(c.Status, c.Kind, c.Text, c.Votes, c.AgreeingVotes) { Reason = c.Reason }, ct);
        return [.. ids.Where(tasks.ContainsKey).Select(id =>
        {
            var (task, batch, template) = (tasks[id].Task, tasks[id].Batch, tasks[id].Template);
            return new AnnotatedTask(
                id, task.BatchId, batch, template, task.Sequence, task.Source, task.Image, task.ImageMediaType, task.Width, task.Height,
                task.PreLabelText, task.PreLabelConfidence, [.. answersOf[id]], consensus.GetValueOrDefault(id) ?? TruthOf(task, template, answersOf[id])) { IsGold = task.IsGold, IsWholePage = task.IsWholePage, Turns = task.Turns, FormJson = tasks[id].FormJson };
        })];
    }

    /// <summary>Of a gold task it was known before anybody answered.</summary>
    private static ConsensusView? TruthOf(LabelingTask task, Template template, IEnumerable<Annotation> answers) => task.Gold is not { } gold ? null : new(
        ConsensusStatus.Adjudicated, gold.Answer, gold.Text, answers.Count(),
        answers.Count(a => LabelingTemplate.Of(template).Agrees(new Vote(gold.Answer, gold.Text), new Vote(a.Kind, a.Text))));
}
