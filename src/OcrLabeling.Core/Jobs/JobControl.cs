using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Jobs;

/// <summary>What people may do to jobs: cancel them and have them tried again.</summary>
public sealed class JobControl(IDbContextFactory<AppDb> databases, JobTables tables, JobList jobs, IJobQueue queue, JobActivity activity, TimeProvider time)
{
    /// <summary>False when it has ended already.</summary>
    public async Task<bool> CancelAsync(JobSubject subject, string byWhom, CancellationToken ct)
    {
        if (!await ChangeAsync(subject, state => !state.IsFinished, state => state.Cancel($"Cancelled by {byWhom}.", time.GetUtcNow().UtcDateTime), ct))
            return false;
        await queue.CancelAsync(subject.Kind, subject.Id, ct);
        return true;
    }

    /// <summary>False when it has not failed, timed out or been cancelled.</summary>
    public async Task<bool> RetryAsync(JobSubject subject, CancellationToken ct)
    {
        if (!await RequeueAsync(subject, ct))
            return false;
        await queue.EnqueueAsync(subject.Kind, [subject.Id], ct);
        return true;
    }

    /// <summary>Queues all failed and timed-out jobs that the reader may see again; the result is their number.</summary>
    public async Task<int> RetryAllFailedAsync(ProjectScope reader, CancellationToken ct)
    {
        var requeued = new List<JobSubject>();
        foreach (var subject in await jobs.SubjectsAsync(reader, JobList.StatusesOf(JobTab.Failed), ct))
        {
            if (await RequeueAsync(subject, ct))
                requeued.Add(subject);
        }
        foreach (var kind in requeued.GroupBy(s => s.Kind, s => s.Id))
            await queue.EnqueueAsync(kind.Key, [.. kind], ct);
        return requeued.Count;
    }

    private Task<bool> RequeueAsync(JobSubject subject, CancellationToken ct) => ChangeAsync(
        subject, state => state.Status is JobStatus.Failed or JobStatus.TimedOut or JobStatus.Cancelled, state => state.Requeue(time.GetUtcNow().UtcDateTime), ct);

    private async Task<bool> ChangeAsync(JobSubject subject, Func<JobState, bool> allowed, Action<JobState> transition, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var state = await tables[subject.Kind].FindAsync(db, subject.Id, ct);
        if (state is null || !allowed(state))
            return false;
        transition(state);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        activity.Publish(subject);
        return true;
    }
}
