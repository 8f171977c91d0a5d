using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Jobs;

/// <param name="WasBegun">Its process has died in the middle of it.</param>
public sealed record UnqueuedJob(JobSubject Subject, bool WasBegun);

/// <summary>Keeps note of which jobs the queue has an entry for, and finds those that nobody would ever run. Thread-safe.</summary>
public sealed class UnqueuedJobs(IDbContextFactory<AppDb> databases, JobTables tables, RunningJobs running, TimeProvider time)
{
    /// <summary>Whoever made a job due enqueues it themselves within this time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const int KeysPerStatement = 500;
    private static readonly JobStatus[] unfinished = [JobStatus.Queued, JobStatus.Running];

    /// <summary>The queue has an entry for them now.</summary>
    public Task NoteAsync(JobKind kind, IReadOnlyCollection<Guid> subjects, CancellationToken ct) => SetAsync(kind, subjects, Now, ct);

    /// <summary>The queue has lost its memory.</summary>
    public async Task ForgetAllAsync(CancellationToken ct)
    {
        foreach (var kind in (await new JobList(databases, tables).SubjectsAsync(ProjectScope.Everything, unfinished, ct)).GroupBy(s => s.Kind, s => s.Id))
            await SetAsync(kind.Key, [.. kind], null, ct);
    }

    /// <summary>
    /// Jobs that were committed but never enqueued, and those whose process has died, which come first; each is found once, because it is noted when it is enqueued. Of <paramref name="kindsWithoutEntries"/>
    /// all that are due: their notes are wrong, then.
    /// </summary>
    /// <param name="patience">For how long they must have been due.</param>
    public async Task<IReadOnlyList<UnqueuedJob>> FindAsync(IReadOnlyCollection<JobKind> kindsWithoutEntries, TimeSpan patience, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (now, before, isAlone) = (Now, Now - patience, running.IsAlone);
        var found = new List<JobRow>();
        foreach (var rows in tables.Rows(db, ProjectScope.Everything))
        {
            found.AddRange(await rows.Where(r => r.EnqueuedAt == null || r.EnqueuedAt < r.LeaseUntil || kindsWithoutEntries.Contains(r.Kind)).Where(r =>
                (r.Status == JobStatus.Queued && r.QueuedAt <= before && (r.DueAt == null || r.DueAt <= before))
                || (r.Status == JobStatus.Running && (isAlone || r.LeaseUntil == null || r.LeaseUntil <= now))).AsNoTracking().ToListAsync(ct));
        }
        return [.. found.Where(r => r.Status == JobStatus.Queued || running.IsAbandoned(r.Lease, r.LeaseUntil, now))
            .OrderByDescending(r => r.Status == JobStatus.Running).ThenBy(r => r.QueuedAt).Select(r => new UnqueuedJob(new JobSubject(r.Kind, r.Id), r.Status == JobStatus.Running))];
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task SetAsync(JobKind kind, IReadOnlyCollection<Guid> subjects, DateTime? at, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        foreach (var some in subjects.Chunk(KeysPerStatement))
            await tables[kind].States(db, some).ExecuteUpdateAsync(update => update.SetProperty(s => s.EnqueuedAt, at), ct);
    }
}
