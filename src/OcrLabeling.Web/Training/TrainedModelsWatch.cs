using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Web.Training;

/// <summary>Where several servers share the database, each looks now and then for networks that another one has trained or promoted.</summary>
internal sealed partial class TrainedModelsWatch(TrainedModels models, RunningJobs running, TimeProvider time, ILogger<TrainedModelsWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (running.IsAlone)
            return;
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await models.RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.Failed(logger, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(430, LogLevel.Warning, "Looking for trained networks failed; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
