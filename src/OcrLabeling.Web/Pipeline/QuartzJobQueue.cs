using OcrLabeling.Core.Pipeline;
using Quartz;

namespace OcrLabeling.Web.Pipeline;

/// <summary>The durable queue in the scheduler's own tables.</summary>
internal sealed class QuartzJobQueue(ISchedulerFactory schedulers, RunningJobs running, JobActivity activity, TimeProvider time) : IJobQueue
{
    public async Task EnqueueAsync(JobKind kind, IReadOnlyCollection<Guid> subjects, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var fresh = new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>>();
        var known = await KnownAsync(scheduler, kind, subjects, ct);
        foreach (var subject in subjects.Distinct().Select(id => new JobSubject(kind, id)))
        {
            if (known.Contains(SubjectKeys.KeyOf(subject)))
                await EnqueueKnownAsync(scheduler, subject, ct);
            else
                fresh.Add(SubjectKeys.Job(subject), [SubjectKeys.Trigger(subject, time.GetUtcNow())]);
        }
        await ScheduleAsync(scheduler, fresh, ct);
        foreach (var subject in subjects)
            activity.Publish(new JobSubject(kind, subject));
    }

    public async Task CancelAsync(JobKind kind, Guid subject, CancellationToken ct)
    {
        var scheduler = await schedulers.GetScheduler(ct);
        var key = SubjectKeys.KeyOf(new JobSubject(kind, subject));
        // a place in the queue may be reading another page than its own
        running.Interrupt(new JobSubject(kind, subject));
        if (kind != JobKind.ReadPage)
            await scheduler.Interrupt(key, ct);
        await scheduler.DeleteJob(key, ct);
    }

    private static async Task<HashSet<JobKey>> KnownAsync(IScheduler scheduler, JobKind kind, IReadOnlyCollection<Guid> subjects, CancellationToken ct)
    {
        if (subjects.Count > 20)
            return [.. await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(kind.ToString()), ct)];
        var known = new HashSet<JobKey>();
        foreach (var key in subjects.Select(id => SubjectKeys.KeyOf(new JobSubject(kind, id))))
        {
            if (await scheduler.Exists(key, ct))
                known.Add(key);
        }
        return known;
    }

    private async Task ScheduleAsync(IScheduler scheduler, Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>> jobs, CancellationToken ct)
    {
        try
        {
            if (jobs.Count > 0)
                await scheduler.ScheduleJobs(jobs, cancellationToken: ct);
        }
        catch (ObjectAlreadyExistsException)
        {
            // somebody enqueued one of them at the same moment: one at a time, then
            foreach (var key in jobs.Keys.Select(j => j.Key))
                await EnqueueKnownAsync(scheduler, SubjectKeys.SubjectOf(key), ct);
        }
    }

    /// <summary>A waiting job is left alone; one that is just ending gets another turn after it.</summary>
    private async Task EnqueueKnownAsync(IScheduler scheduler, JobSubject subject, CancellationToken ct)
    {
        var triggers = await scheduler.QueryTriggers(new TriggerQuery { Job = SubjectKeys.KeyOf(subject) }, ct);
        if (triggers.Items.Any(t => t.State is TriggerState.Normal or TriggerState.Blocked))
            return;
        var options = new ScheduleJobOptions { Replace = true };
        await scheduler.ScheduleJob(SubjectKeys.Job(subject), SubjectKeys.Trigger(subject, time.GetUtcNow()), options, ct);
    }
}
