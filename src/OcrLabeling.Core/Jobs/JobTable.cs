using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Jobs;

/// <summary>One kind of background job: the rows that carry its <see cref="JobState"/>, registered by the room they belong to. Thread-safe.</summary>
public abstract class JobTable
{
    public abstract JobKind Kind { get; }

    /// <summary>The tracked state; null when the subject was deleted.</summary>
    public abstract Task<JobState?> FindAsync(AppDb db, Guid id, CancellationToken ct);

    /// <summary>The state of one subject, for conditional updates.</summary>
    public abstract IQueryable<JobState> States(AppDb db, Guid id);

    /// <summary>The states of some subjects, for updates.</summary>
    public abstract IQueryable<JobState> States(AppDb db, IReadOnlyCollection<Guid> ids);

    /// <summary>What the reader may see.</summary>
    public abstract IQueryable<KeyedJob> Visible(AppDb db, ProjectScope reader);

    /// <summary>What the jobs page says of each; those that were deleted are left out.</summary>
    public abstract Task<IReadOnlyList<JobDescription>> DescribeAsync(AppDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>A place in the queue is a permit to do any job of this kind, and <see cref="ChooseAsync"/> says which.</summary>
    internal virtual bool TakesTurns => false;

    /// <summary>Null when nothing is due.</summary>
    /// <param name="asked">The subject whose place in the queue this permit is.</param>
    internal virtual Task<JobSubject?> ChooseAsync(AppDb db, JobSubject asked, RunningJobs running, DateTime now, CancellationToken ct) => Task.FromResult<JobSubject?>(asked);

    /// <summary>It was begun.</summary>
    internal virtual Task TakenAsync(AppDb db, JobSubject subject, DateTime now, CancellationToken ct) => Task.CompletedTask;

    /// <summary>It used up its time for good. The result: other jobs that were given up for the same cause.</summary>
    internal virtual Task<IReadOnlyList<JobSubject>> TimedOutAsync(AppDb db, JobSubject subject, DateTime now, CancellationToken ct) => Task.FromResult<IReadOnlyList<JobSubject>>([]);
}

/// <summary>One row of a <see cref="JobTable"/>.</summary>
public sealed class KeyedJob
{
    public required Guid Id { get; init; }
    public required JobState State { get; init; }
}

/// <param name="Id">Of the subject.</param>
/// <param name="Title">What it works on: file, batch or dataset.</param>
/// <param name="Address">Of the page that shows it, from the root of the site and without a slash before it.</param>
/// <param name="PageNumber">From 1; of reading only.</param>
public sealed record JobDescription(Guid Id, string Title, string Address, int? PageNumber = null, string? EngineId = null);

/// <summary>All kinds of background jobs that are registered. Thread-safe.</summary>
public sealed class JobTables(IEnumerable<JobTable> tables)
{
    private readonly Dictionary<JobKind, JobTable> byKind = tables.ToDictionary(t => t.Kind);

    public JobTable this[JobKind kind] => byKind.TryGetValue(kind, out var table) ? table : throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of job.");

    /// <summary>One query for each kind; concatenated they become one UNION ALL.</summary>
    internal IEnumerable<IQueryable<JobRow>> Rows(AppDb db, ProjectScope reader, JobKind? only = null) =>
        byKind.Values.Where(t => only is null || t.Kind == only).Select(t => JobRow.Of(t.Kind, t.Visible(db, reader)));
}
