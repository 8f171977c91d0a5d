using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Notifications;

/// <summary>
/// Tells the team what wants its attention, computed from the rows that say so: what was decided since is in it no more, and nothing can be missing from it. Thread-safe.
/// </summary>
public sealed class NotificationFeed(IDbContextFactory<AppDb> databases, JobTables jobs, TimeProvider clock)
{
    /// <summary>How long a failed job is told of.</summary>
    public static readonly TimeSpan FailuresKept = TimeSpan.FromDays(14);

    /// <summary>Of all that the reader may see, newest first. Archived batches and qualifications are left out; of closed ones only what can still be decided is told.</summary>
    public async Task<IReadOnlyList<Notification>> ReadAsync(ProjectScope reader, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var batches = db.Batches.Listed(db, reader).Where(b => b.ArchivedAt == null && !b.IsQualification);
        var disputed = await PerBatchAsync(batches, NotificationKind.DisputedTasks, batches.DisputedTasks(db).Select(c => new Moment { BatchId = c.BatchId, At = c.ResolvedAt }), ct);
        var disputedChecks = await PerBatchAsync(batches, NotificationKind.DisputedChecks, batches.DisputedChecks(db).Select(c => new Moment { BatchId = c.BatchId, At = c.MadeAt }), ct);
        var skipped = await PerBatchAsync(batches, NotificationKind.SkippedTasks, batches.Skipped(db).Select(s => new Moment { BatchId = s.BatchId, At = s.SkippedAt }), ct);
        return [.. disputed.Concat(disputedChecks).Concat(skipped).Concat(await FinishedAsync(db, batches, ct)).Concat(await FailedAsync(db, reader, ct)).OrderByDescending(n => n.LatestAt)];
    }

    private static async Task<IEnumerable<Notification>> PerBatchAsync(IQueryable<Batch> batches, NotificationKind kind, IQueryable<Moment> moments, CancellationToken ct)
    {
        var groups = moments.GroupBy(m => m.BatchId).Select(g => new { g.Key, Count = g.Count(), Latest = g.Max(m => m.At) });
        var rows = await (from g in groups join batch in batches on g.Key equals batch.Id select new { batch.Id, batch.Name, g.Count, g.Latest }).ToListAsync(ct);
        return rows.Select(r => new Notification(kind, new NotifiedBatch(r.Id, r.Name), null, r.Count, r.Latest));
    }

    /// <summary>Batches that wait to be closed or saved: they have every answer they ask for, and no task waits for a decision.</summary>
    private static async Task<IEnumerable<Notification>> FinishedAsync(AppDb db, IQueryable<Batch> batches, CancellationToken ct)
    {
        var rows = await (
            from batch in batches
            where (batch.Status == BatchStatus.Open || batch.Status == BatchStatus.Paused) && batch.AssignmentCount > 0 && batch.SlotsFit
            where db.WorkTotals.Where(t => t.BatchId == batch.Id).Sum(t => t.Counted) >= batch.AssignmentCount && !db.Consensus.Any(c => c.BatchId == batch.Id && c.Status == ConsensusStatus.Disputed)
            select new { batch.Id, batch.Name, Answers = batch.AssignmentCount, Latest = db.WorkTotals.Where(t => t.BatchId == batch.Id).Max(t => t.LastSubmittedAt) }).ToListAsync(ct);
        return rows.Select(r => new Notification(NotificationKind.FinishedBatch, new NotifiedBatch(r.Id, r.Name), null, r.Answers, r.Latest!.Value));
    }

    private async Task<IEnumerable<Notification>> FailedAsync(AppDb db, ProjectScope reader, CancellationToken ct)
    {
        var since = clock.UtcNow() - FailuresKept;
        var found = new List<Notification>();
        foreach (var rows in jobs.Rows(db, reader))
        {
            var failed = rows.Where(r => (r.Status == JobStatus.Failed || r.Status == JobStatus.TimedOut) && r.FinishedAt > since);
            found.AddRange((await failed.GroupBy(r => r.Kind).Select(g => new { g.Key, Count = g.Count(), Latest = g.Max(r => r.FinishedAt) }).ToListAsync(ct))
                .Select(g => new Notification(NotificationKind.FailedJobs, null, g.Key, g.Count, g.Latest!.Value)));
        }
        return found;
    }

    private sealed class Moment
    {
        public required BatchId BatchId { get; init; }
        public required DateTime At { get; init; }
    }
}
