using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Monitoring;

/// <summary>An answer as it came in, with what it is about.</summary>
/// <param name="IsRight">Of a check; null for any other.</param>
/// <param name="OnScreen">From shown to submitted, and again after an undo.</param>
/// <param name="Net">The same less what earlier answers of the worker already cover: what is paid.</param>
public sealed record LiveAnswer(
    AnswerId Id, BatchId BatchId, string Batch, Template Template, int Sequence, BlobId Image, string ImageMediaType, int Width, int Height, string? PreLabelText,
    WorkerId WorkerId, string Worker, AnswerKind Kind, string? Text, PreLabelRelation Relation, bool IsSurplus, bool? IsRight, DateTime SubmittedAt, TimeSpan OnScreen, TimeSpan Net)
{
    /// <summary>Its worker no longer had the right to hold the card when it came in.</summary>
    public bool IsLate { get; init; }

    /// <summary>The task's truth was known before; it is not in the batch's order.</summary>
    public bool IsGold { get; init; }

    /// <summary>Its worker took it back; it does not count until it is given again.</summary>
    public bool IsTakenBack { get; init; }
}

/// <summary>One worker in one batch, by their share of the answers that came last.</summary>
/// <param name="Agreement">Share of those to settled tasks that say the truth, where it is a matter of letters; null without any.</param>
/// <param name="Flags">Share that is a flag, 0..1.</param>
/// <param name="PausedFor">Null while they may work.</param>
public sealed record LiveRow(
    BatchId BatchId, string Batch, WorkerId WorkerId, string Worker, int Answers, double Flags, double Accepted, SpeedCheck Speed, int ChecksRight, int Checks, double? Agreement,
    int Held, string? PausedFor, DateTime LastAt)
{
    /// <summary>What the page claimed as active beyond what the server saw, over these answers; not paid.</summary>
    public TimeSpan Unseen { get; init; }
}

/// <param name="LastMinutes">Answers within <see cref="LiveMonitor.Now"/>.</param>
/// <param name="Recent">Answers the rows are taken from.</param>
/// <param name="Pace">Answers by ten minutes, oldest first, without gaps, the running one last.</param>
public sealed record LiveSnapshot(string Name, int LastMinutes, int Recent, IReadOnlyList<LiveRow> Rows, IReadOnlyList<ActivityColumn> Pace, IReadOnlyList<LiveAnswer> Stream);

/// <summary>What is going on in a batch or at a worker, cheap enough to be asked every second whatever the size: it looks at the answers that came last. Thread-safe.</summary>
public sealed class LiveMonitor(IDbContextFactory<AppDb> databases, TimeProvider clock)
{
    private static readonly Template[] exact = [.. LabelingTemplate.All.Where(t => t.IsExact).Select(t => t.Id)];

    /// <summary>Answers that rows are taken from.</summary>
    public const int Window = 400;

    public static readonly TimeSpan Now = TimeSpan.FromMinutes(5);

    private const int PaceSlots = 18;

    /// <summary>Null when there is no such batch or worker. One of the two is given.</summary>
    public async Task<LiveSnapshot?> ReadAsync(ProjectScope reader, BatchId? batchId, WorkerId? workerId, int stream, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var name = batchId is { } batch
            ? await db.Batches.Visible(db, reader).Where(b => b.Id == batch).Select(b => b.Name).SingleOrDefaultAsync(ct)
            : await db.Workers.Where(w => w.Id == workerId).Select(w => w.DisplayName).SingleOrDefaultAsync(ct);
        if (name is null)
            return null;
        var answers = batchId is { } of ? db.Answers.Where(a => a.BatchId == of) : db.Answers.Where(a => a.WorkerId == workerId);
        var pace = db.PaceTotals.Where(p => (batchId == null || p.BatchId == batchId) && (workerId == null || p.WorkerId == workerId));
        if (!reader.IsEverything)
        {
            var batches = db.Batches.Visible(db, reader);
            answers = answers.Where(a => batches.Any(b => b.Id == a.BatchId));
            pace = pace.Where(p => batches.Any(b => b.Id == p.BatchId));
        }
        var since = clock.UtcNow() - Now;
        var recent = await RecentAsync(db, answers.Holding(), ct);
        return new(
            name, await answers.Holding().CountAsync(a => a.SubmittedAt >= since, ct), recent.Count, await RowsAsync(db, recent, ct),
            await PaceAsync(pace, ct), await StreamAsync(db, answers, stream, ct));
    }

    private static Task<List<RecentAnswer>> RecentAsync(AppDb db, IQueryable<Answer> answers, CancellationToken ct) => (
        from answer in answers.OrderByDescending(a => a.SubmittedAt).Take(Window)
        join batch in db.Batches on answer.BatchId equals batch.Id
        join consensus in db.Consensus.Where(c => c.Status == ConsensusStatus.Resolved || c.Status == ConsensusStatus.Adjudicated) on answer.TaskId equals consensus.TaskId into truths
        from truth in truths.DefaultIfEmpty()
        select new RecentAnswer(
            answer.BatchId, answer.WorkerId, answer.Kind, answer.Relation, answer.ShownAt, answer.SubmittedAt, answer.ShownAgainMilliseconds, answer.IsRight, answer.UnseenMilliseconds,
            truth == null || answer.PredatesTurn || !exact.Contains(batch.Template) ? null : truth.Kind == answer.Kind && truth.Text == answer.Text))
        .ToListAsync(ct);

    private static async Task<List<LiveRow>> RowsAsync(AppDb db, List<RecentAnswer> recent, CancellationToken ct)
    {
        var (batchIds, workerIds) = (recent.Select(r => r.BatchId).Distinct().ToList(), recent.Select(r => r.WorkerId).Distinct().ToList());
        var batches = await db.Batches.Where(b => batchIds.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Name, ct);
        var workers = await db.Workers.Where(w => workerIds.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.DisplayName, ct);
        var held = await db.Assignments.Where(a => batchIds.Contains(a.BatchId) && a.Status == AssignmentStatus.Claimed && workerIds.Contains(a.WorkerId!.Value))
            .GroupBy(a => new { a.BatchId, a.WorkerId }).Select(g => new { g.Key.BatchId, g.Key.WorkerId, Count = g.Count() }).ToListAsync(ct);
        var pauses = await db.WorkerPauses.Where(p => batchIds.Contains(p.BatchId) && workerIds.Contains(p.WorkerId) && p.LiftedAt == null).Select(p => new { p.BatchId, p.WorkerId, p.Reason }).ToListAsync(ct);
        return [.. recent.GroupBy(r => (r.BatchId, r.WorkerId)).Select(own =>
        {
            var ((batch, worker), count) = (own.Key, (double)own.Count());
            var others = recent.Where(r => r.BatchId == batch && r.WorkerId != worker).Select(r => r.OnScreen).ToList();
            var settled = own.Where(r => r.SaysTruth is not null).ToList();
            return new LiveRow(
                batch, batches[batch], worker, workers[worker], own.Count(), own.Count(r => r.Relation == PreLabelRelation.Flagged) / count, own.Count(r => r.Relation == PreLabelRelation.Accepted) / count,
                SpeedCheck.Of([.. own.Select(r => r.OnScreen)], others)!, own.Count(r => r.IsRight == true), own.Count(r => r.IsRight is not null),
                settled.Count == 0 ? null : settled.Count(r => r.SaysTruth == true) / (double)settled.Count,
                held.Where(h => h.BatchId == batch && h.WorkerId == worker).Sum(h => h.Count), pauses.Find(p => p.BatchId == batch && p.WorkerId == worker)?.Reason, own.Max(r => r.SubmittedAt)) { Unseen = TimeSpan.FromMilliseconds(own.Sum(r => r.UnseenMilliseconds)) };
        }).OrderByDescending(r => r.Speed.IsSuspicious).ThenByDescending(r => r.LastAt)];
    }

    private async Task<IReadOnlyList<ActivityColumn>> PaceAsync(IQueryable<PaceTotals> pace, CancellationToken ct)
    {
        var last = PaceTotals.SlotOf(clock.UtcNow());
        var first = last - PaceSlots + 1;
        var counts = await pace.Where(p => p.Slot >= first)
            .GroupBy(p => p.Slot).Select(g => new { g.Key, Count = g.Sum(p => p.Answers) }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return [.. Enumerable.Range(first, PaceSlots).Select(slot => new ActivityColumn(PaceTotals.StartOf(slot), counts.GetValueOrDefault(slot)))];
    }

    private static Task<List<LiveAnswer>> StreamAsync(AppDb db, IQueryable<Answer> answers, int count, CancellationToken ct) => (
        from answer in answers.OrderByDescending(a => a.SubmittedAt).ThenBy(a => a.Id).Take(count)
        join task in db.Tasks on answer.TaskId equals task.Id
        join batch in db.Batches on answer.BatchId equals batch.Id
        join worker in db.Workers on answer.WorkerId equals worker.Id
        orderby answer.SubmittedAt descending, answer.Id
        select new LiveAnswer(
            answer.Id, answer.BatchId, batch.Name, batch.Template, task.Sequence, task.Image, task.ImageMediaType, task.Width, task.Height, task.PreLabelText,
            worker.Id, worker.DisplayName, answer.Kind, answer.Text, answer.Relation, answer.IsSurplus, answer.IsRight, answer.SubmittedAt, answer.SubmittedAt - answer.ShownAt + TimeSpan.FromMilliseconds(answer.ShownAgainMilliseconds), TimeSpan.FromMilliseconds(answer.NetMilliseconds)) { IsGold = task.IsGold, IsLate = answer.IsLate, IsTakenBack = answer.TakenBackAt != null })
        .ToListAsync(ct);

    /// <param name="SaysTruth">Null where nothing is settled, or where answers are not compared by the letter.</param>
    private sealed record RecentAnswer(
        BatchId BatchId, WorkerId WorkerId, AnswerKind Kind, PreLabelRelation Relation, DateTime ShownAt, DateTime SubmittedAt, long ShownAgainMilliseconds, bool? IsRight, long UnseenMilliseconds, bool? SaysTruth)
    {
        public TimeSpan OnScreen => SubmittedAt - ShownAt + TimeSpan.FromMilliseconds(ShownAgainMilliseconds);
    }
}
