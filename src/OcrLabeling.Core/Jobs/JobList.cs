using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Training;

namespace OcrLabeling.Core.Jobs;

/// <summary>One job as the jobs page shows it.</summary>
/// <param name="Title">What it works on: file, batch or dataset.</param>
/// <param name="Owner">Key of the document (ReadPage), batch, dataset (ImportDataset), evaluation or training run; null when it was deleted.</param>
/// <param name="PageNumber">From 1; ReadPage only.</param>
public sealed record JobItem(
    JobSubject Subject, JobStatus Status, string? Reason, double Progress, int Attempts, DateTime QueuedAt, DateTime? StartedAt, DateTime? FinishedAt,
    string Title, Guid? Owner, int? PageNumber, string? EngineId);

/// <summary>What the tabs of the jobs page collect.</summary>
public enum JobTab { Queued, Running, Done, Failed, Cancelled }

/// <summary>Reads jobs of all kinds as one list.</summary>
public sealed class JobList(IDbContextFactory<AppDb> databases)
{
    private static readonly SortKeys<JobRow> keys = new() { { "attempts", r => r.Attempts }, { "queued", r => r.QueuedAt } };

    public static IReadOnlyList<JobStatus> StatusesOf(JobTab tab) => tab switch
    {
        JobTab.Queued => [JobStatus.Queued],
        JobTab.Running => [JobStatus.Running],
        JobTab.Done => [JobStatus.Succeeded],
        JobTab.Failed => [JobStatus.Failed, JobStatus.TimedOut],
        JobTab.Cancelled => [JobStatus.Cancelled],
        _ => throw new ArgumentOutOfRangeException(nameof(tab), tab, "No such tab."),
    };

    /// <param name="kind">Null: all.</param>
    public async Task<IReadOnlyDictionary<JobTab, int>> CountAsync(ProjectScope reader, CancellationToken ct, JobKind? kind = null)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var counts = await Union(Of(db, reader, kind)).GroupBy(r => r.Status).Select(g => new { Status = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Status, g => g.Count, ct);
        return Enum.GetValues<JobTab>().ToDictionary(t => t, t => StatusesOf(t).Sum(s => counts.GetValueOrDefault(s)));
    }

    /// <summary>Newest first, unless <paramref name="order"/> asks for another: attempts or queued. Each table is cut to what can be on the page before they are merged.</summary>
    /// <param name="kind">Null: all.</param>
    public async Task<IReadOnlyList<JobItem>> PageAsync(ProjectScope reader, JobTab tab, int skip, int take, CancellationToken ct, JobKind? kind = null, RowOrder order = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var statuses = StatusesOf(tab);
        var heads = Of(db, reader, kind).Select(rows => Sorted(rows.Where(r => statuses.Contains(r.Status)), order).Take(skip + take));
        var rows = await Sorted(Union(heads), order).Skip(skip).Take(take).AsNoTracking().ToListAsync(ct);
        var subjects = await DescribeAsync(db, rows, ct);
        return [.. rows.Select(r => Item(r, subjects.GetValueOrDefault(r.Id)))];
    }

    /// <summary>All jobs in one of <paramref name="statuses"/>, oldest first.</summary>
    public async Task<IReadOnlyList<JobSubject>> SubjectsAsync(ProjectScope reader, IReadOnlyList<JobStatus> statuses, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await Union(JobRow.AllOf(db, reader)).Where(r => statuses.Contains(r.Status)).OrderBy(r => r.QueuedAt).Select(r => new { r.Kind, r.Id }).ToListAsync(ct);
        return [.. rows.Select(r => new JobSubject(r.Kind, r.Id))];
    }

    private static IQueryable<JobRow> Union(IEnumerable<IQueryable<JobRow>> tables) => tables.Aggregate((all, next) => all.Concat(next));

    private static IEnumerable<IQueryable<JobRow>> Of(AppDb db, ProjectScope reader, JobKind? kind) => JobRow.AllOf(db, reader).Select(rows => kind is { } only ? rows.Where(r => r.Kind == only) : rows);

    private static IOrderedQueryable<JobRow> Sorted(IQueryable<JobRow> rows, RowOrder order) => keys.Sort(rows, order, r => r.QueuedAt).ThenByDescending(r => r.Id);

    private static JobItem Item(JobRow row, Description? subject) => new(
        new JobSubject(row.Kind, row.Id), row.Status, row.Reason, row.Progress, row.Attempts, row.QueuedAt, row.StartedAt, row.FinishedAt,
        subject?.Title ?? "deleted", subject?.Owner, subject?.PageNumber, subject?.EngineId);

    private static async Task<Dictionary<Guid, Description>> DescribeAsync(AppDb db, List<JobRow> rows, CancellationToken ct)
    {
        var runs = IdsOf(rows, JobKind.ReadPage, id => new OcrRunId(id));
        var batches = IdsOf(rows, JobKind.PrepareBatch, id => new BatchId(id));
        var datasets = IdsOf(rows, JobKind.ImportDataset, id => new DatasetId(id));
        var evaluations = IdsOf(rows, JobKind.Evaluate, id => new EvaluationRunId(id));
        var trainings = IdsOf(rows, JobKind.Train, id => new TrainingRunId(id));
        var found = new List<Description>();
        if (runs.Count > 0)
        {
            found.AddRange(await (
                from run in db.OcrRuns
                join page in db.Pages on run.PageId equals page.Id
                join document in db.Documents on page.DocumentId equals document.Id
                where runs.Contains(run.Id)
                select new Description(run.Id.Value, document.FileName, document.Id.Value, page.Number, run.EngineId)).ToListAsync(ct));
        }
        if (batches.Count > 0)
            found.AddRange(await db.Batches.Where(b => batches.Contains(b.Id)).Select(b => new Description(b.Id.Value, b.Name, b.Id.Value, null, null)).ToListAsync(ct));
        if (datasets.Count > 0)
            found.AddRange(await db.Datasets.Where(d => datasets.Contains(d.Id)).Select(d => new Description(d.Id.Value, $"{d.Name} v{d.Version}", d.Id.Value, null, null)).ToListAsync(ct));
        if (evaluations.Count > 0)
        {
            found.AddRange(await (
                from run in db.EvaluationRuns
                join dataset in db.Datasets on run.DatasetId equals dataset.Id
                where evaluations.Contains(run.Id)
                select new Description(run.Id.Value, $"{dataset.Name} v{dataset.Version}", run.Id.Value, null, run.EngineId)).ToListAsync(ct));
        }
        if (trainings.Count > 0)
        {
            found.AddRange(await (
                from run in db.TrainingRuns
                join dataset in db.Datasets on run.DatasetId equals dataset.Id
                where trainings.Contains(run.Id)
                select new Description(run.Id.Value, $"{dataset.Name} v{dataset.Version}", run.Id.Value, null, null)).ToListAsync(ct));
        }
        return found.ToDictionary(d => d.Subject);
    }

    private static List<TId> IdsOf<TId>(List<JobRow> rows, JobKind kind, Func<Guid, TId> toId) => [.. rows.Where(r => r.Kind == kind).Select(r => toId(r.Id))];

    private sealed record Description(Guid Subject, string Title, Guid? Owner, int? PageNumber, string? EngineId);
}
