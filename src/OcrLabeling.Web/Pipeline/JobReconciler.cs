using OcrLabeling.Core.Pipeline;
using Quartz;

namespace OcrLabeling.Web.Pipeline;

/// <summary>
/// The subject's row is committed first and the scheduler told afterwards; a kill in between leaves a subject nobody would run.
/// At start and then every minute those are enqueued again.
/// </summary>
internal sealed partial class JobReconciler(JobList jobs, IJobQueue queue, RunningJobs running, ISchedulerFactory schedulers, TimeProvider time, ILogger<JobReconciler> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly JobStatus[] Unfinished = [JobStatus.Queued, JobStatus.Running];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await ReconcileAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.Failed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Enqueues every unfinished subject the scheduler does not know.</summary>
    public async Task ReconcileAsync(CancellationToken ct)
    {
        // the scheduler is asked after the subjects: a job that ends in between is no longer unfinished when it runs
        var unfinished = await jobs.SubjectsAsync(Unfinished, ct);
        var scheduler = await schedulers.GetScheduler(ct);
        foreach (var kind in unfinished.GroupBy(s => s.Kind))
        {
            var known = (await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(kind.Key.ToString()), ct)).ToHashSet();
            var lost = kind.Where(s => !known.Contains(SubjectKeys.KeyOf(s)) && !running.Contains(s)).Select(s => s.Id).ToList();
            if (lost.Count == 0)
                continue;
            Log.Found(logger, lost.Count, kind.Key);
            await queue.EnqueueAsync(kind.Key, lost, ct);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(410, LogLevel.Information, "{Count} unfinished jobs of kind {Kind} were not in the queue and were put there")]
        public static partial void Found(ILogger logger, int count, JobKind kind);

        [LoggerMessage(411, LogLevel.Error, "Comparing the jobs with the queue failed; it is tried again in a minute")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
