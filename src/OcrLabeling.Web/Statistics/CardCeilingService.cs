using OcrLabeling.Core.Statistics;

namespace OcrLabeling.Web.Statistics;

/// <summary>Keeps the ceilings of batches in work up to date while the server runs.</summary>
internal sealed partial class CardCeilingService(CardCeiling ceilings, TimeProvider clock, ILogger<CardCeilingService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ceilings.RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.Failed(logger, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(310, LogLevel.Warning, "Bringing the ceilings of paid time up to date failed; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
