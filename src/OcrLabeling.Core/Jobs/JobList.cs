using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Jobs;

/// <summary>One job as the jobs page shows it.</summary>
/// <param name="Title">What it works on: file, batch or dataset.</param>
/// <param name="Address">Of the page that shows what it works on, from the root of the site; null when that was deleted.</param>
/// <param name="PageNumber">From 1; ReadPage only.</param>
public sealed record JobItem(
    JobSubject Subject, JobStatus Status, string? Reason, double Progress, int Attempts, DateTime QueuedAt, DateTime? StartedAt, DateTime? FinishedAt,
    string Title, string? Address, int? PageNumber, string? EngineId);

/// <summary>What the tabs of the jobs page collect.</summary>
public enum JobTab { Queued, Running, Done, Failed, Cancelled }

/// <summary>Reads jobs of all kinds as one list.</summary>
public sealed class JobList(IDbContextFactory<AppDb> databases, JobTables tables)
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
        var counts = await Union(tables.Rows(db, reader, kind)).GroupBy(r => r.Status).Select(g => new { Status = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Status, g => g.Count, ct);
        return Enum.GetValues<JobTab>().ToDictionary(t => t, t => StatusesOf(t).Sum(s => counts.GetValueOrDefault(s)));
    }

    /// <summary>Newest first, unless <paramref name="order"/> asks for another: attempts or queued. Each table is cut to what can be on the page before they are merged.</summary>
    /// <param name="kind">Null: all.</param>
    public async Task<IReadOnlyList<JobItem>> PageAsync(ProjectScope reader, JobTab tab, int skip, int take, CancellationToken ct, JobKind? kind = null, RowOrder order = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var statuses = StatusesOf(tab);
        var heads = tables.Rows(db, reader, kind).Select(rows => Sorted(rows.Where(r => statuses.Contains(r.Status)), order).Take(skip + take));
        var rows = await Sorted(Union(heads), order).Skip(skip).Take(take).AsNoTracking().ToListAsync(ct);
        var subjects = await DescribeAsync(db, rows, ct);
        return [.. rows.Select(r => Item(r, subjects.GetValueOrDefault(r.Id)))];
    }

    /// <summary>All jobs in one of <paramref name="statuses"/>, oldest first.</summary>
    public async Task<IReadOnlyList<JobSubject>> SubjectsAsync(ProjectScope reader, IReadOnlyList<JobStatus> statuses, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await Union(tables.Rows(db, reader)).Where(r => statuses.Contains(r.Status)).OrderBy(r => r.QueuedAt).Select(r => new { r.Kind, r.Id }).ToListAsync(ct);
        return [.. rows.Select(r => new JobSubject(r.Kind, r.Id))];
    }

    private static IQueryable<JobRow> Union(IEnumerable<IQueryable<JobRow>> tables) => tables.Aggregate((all, next) => all.Concat(next));

    private static IOrderedQueryable<JobRow> Sorted(IQueryable<JobRow> rows, RowOrder order) => keys.Sort(rows, order, r => r.QueuedAt).ThenByDescending(r => r.Id);

    private static JobItem Item(JobRow row, JobDescription? subject) => new(
        new JobSubject(row.Kind, row.Id), row.Status, row.Reason, row.Progress, row.Attempts, row.QueuedAt, row.StartedAt, row.FinishedAt,
        subject?.Title ?? "deleted", subject?.Address, subject?.PageNumber, subject?.EngineId);

    private async Task<Dictionary<Guid, JobDescription>> DescribeAsync(AppDb db, List<JobRow> rows, CancellationToken ct)
    {
        var found = new List<JobDescription>();
        foreach (var kind in rows.GroupBy(r => r.Kind, r => r.Id))
            found.AddRange(await tables[kind.Key].DescribeAsync(db, [.. kind], ct));
        return found.ToDictionary(d => d.Id);
    }
}
