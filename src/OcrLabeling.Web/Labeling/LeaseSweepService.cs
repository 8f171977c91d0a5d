using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Work;

namespace OcrLabeling.Web.Labeling;

/// <summary>Sweeps while the server runs. Several servers may sweep the same database.</summary>
internal sealed partial class LeaseSweepService(LeaseSweep sweep, TaskSlots slots, TimeProvider clock, ILogger<LeaseSweepService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await slots.FitAllAsync(stoppingToken);
                var expired = await sweep.ExpireAsync(null, stoppingToken);
                var promoted = await sweep.PromoteSurplusAsync(stoppingToken);
                if (expired + promoted > 0)
                    Log.Swept(logger, expired, promoted);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // the database may be away for a while; the next round finds what this one left
                Log.Failed(logger, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(300, LogLevel.Information, "{Expired} leases ended, {Promoted} late answers took an open slot")]
        public static partial void Swept(ILogger logger, int expired, int promoted);

        [LoggerMessage(301, LogLevel.Warning, "Looking for ended leases failed")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
