using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Jobs;

/// <summary>Somebody else has taken the job over, or it was cancelled. What this attempt wanted to store was not stored.</summary>
public sealed class LeaseLostException() : Exception("The job is not this attempt's any more.");

/// <summary>Takes, extends and checks the leases of jobs. Each is one conditional update, and its number of rows is the answer.</summary>
public static class JobLeases
{
    /// <summary>
    /// Stores what an unfinished job has made so far, in one transaction with the proof that it is still the holder's: from the proof to the commit nobody can take the job over.
    /// </summary>
    /// <exception cref="LeaseLostException">Nothing was stored.</exception>
    public static Task SaveHeldAsync(this AppDb db, HeldJob job, CancellationToken ct) => db.WhileHeldAsync(job, () => db.SaveChangesAsync(ct), ct);

    /// <inheritdoc cref="SaveHeldAsync"/>
    public static async Task WhileHeldAsync(this AppDb db, HeldJob job, Func<Task> write, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // an update, because that locks the row
        if (await db.HeldState(job).ExecuteUpdateAsync(update => update.SetProperty(s => s.Lease, job.Lease), ct) == 0)
            throw new LeaseLostException();
        await write();
        await transaction.CommitAsync(ct);
    }

    /// <summary>Begins an attempt at a job that waits or that its holder has abandoned. One that ends its process each time is failed instead.</summary>
    /// <returns>The number of the attempt; null when there is nothing to do or somebody else does it.</returns>
    internal static async Task<int?> TakeAsync(this AppDb db, HeldJob job, RunningJobs running, int maxAttempts, DateTime now, CancellationToken ct)
    {
        var seen = await job.Table.States(db, job.Subject.Id).Select(s => new { s.Status, s.Attempts, s.Lease, s.LeaseUntil }).SingleOrDefaultAsync(ct);
        var isLeft = seen?.Status == JobStatus.Running;
        if (seen is null || !(isLeft ? running.IsAbandoned(seen.Lease, seen.LeaseUntil, now) : seen.Status == JobStatus.Queued))
            return null;
        // its holder may have extended the lease meanwhile
        var free = job.Table.States(db, job.Subject.Id).Where(s => s.Status == seen.Status && s.Attempts == seen.Attempts && s.Lease == seen.Lease && s.LeaseUntil == seen.LeaseUntil);
        if (isLeft && seen.Attempts >= maxAttempts)
        {
            var reason = $"The server ended in the middle of this job {seen.Attempts} times.";
            await free.ExecuteUpdateAsync(
                update => update.SetProperty(s => s.Status, JobStatus.Failed).SetProperty(s => s.Reason, reason).SetProperty(s => s.FinishedAt, now)
                    .SetProperty(s => s.Lease, (JobLease?)null).SetProperty(s => s.LeaseUntil, (DateTime?)null),
                ct);
            return null;
        }
        var attempt = seen.Attempts + 1;
        var taken = await free.ExecuteUpdateAsync(
            update => update.SetProperty(s => s.Status, JobStatus.Running).SetProperty(s => s.Attempts, attempt).SetProperty(s => s.Progress, 0).SetProperty(s => s.Reason, (string?)null)
                .SetProperty(s => s.StartedAt, now).SetProperty(s => s.FinishedAt, (DateTime?)null).SetProperty(s => s.DueAt, (DateTime?)null)
                .SetProperty(s => s.Lease, job.Lease).SetProperty(s => s.LeaseUntil, now + JobState.LeaseLength),
            ct);
        return taken == 1 ? attempt : null;
    }

    /// <summary>Extends the lease and writes the progress. False: it is lost.</summary>
    internal static async Task<bool> ExtendAsync(this AppDb db, HeldJob job, double progress, DateTime now, CancellationToken ct) =>
        await db.HeldState(job).ExecuteUpdateAsync(
            update => update.SetProperty(s => s.Progress, Math.Clamp(progress, 0, 1)).SetProperty(s => s.LeaseUntil, now + JobState.LeaseLength), ct) == 1;

    private static IQueryable<JobState> HeldState(this AppDb db, HeldJob job) => job.Table.States(db, job.Subject.Id).Where(s => s.Status == JobStatus.Running && s.Lease == job.Lease);
}
