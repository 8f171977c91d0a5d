using Hangfire;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Web.Pipeline;

/// <summary>
/// A subject's row is committed first and the queue told afterwards, a process may die in the middle of a job, and a queue in memory dies with it. At start and then every minute the jobs that nobody
/// would run because of that are enqueued.
/// </summary>
internal sealed partial class JobReconciler(
    UnqueuedJobs unqueued, HangfireJobQueue queue, JobStorage storage, IOptions<DatabaseOptions> database, TimeProvider time, ILogger<JobReconciler> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (isStart, forgets) = (true, QueueHosting.ForgetsEntries(database.Value));
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                if (isStart && forgets)
                    await unqueued.ForgetAllAsync(stoppingToken);
                await ReconcileAsync(isStart && forgets ? TimeSpan.Zero : UnqueuedJobs.Patience, stoppingToken);
                isStart = false;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.Failed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <param name="patience">For how long a job must have been due.</param>
    public async Task ReconcileAsync(TimeSpan patience, CancellationToken ct)
    {
        var monitor = storage.GetMonitoringApi();
        var withoutEntries = Enum.GetValues<JobKind>().Where(kind => monitor.EnqueuedCount(JobQueues.Of(kind)) == 0).ToList();
        foreach (var found in (await unqueued.FindAsync(withoutEntries, patience, ct)).GroupBy(j => (j.Subject.Kind, j.WasBegun), j => j.Subject.Id))
        {
            var ((kind, wasBegun), ids) = (found.Key, found.ToList());
            Log.Found(logger, ids.Count, kind);
            await (wasBegun ? queue.EnqueueFirstAsync(kind, ids, ct) : queue.EnqueueAsync(kind, ids, ct));
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
