using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Web.Quality;

/// <summary>
/// Resolves batches a moment after they were answered, and once after the start those in work, because a host may have ended before it came to it.
/// It rests long enough between two rounds to take no more than a twentieth of the time.
/// </summary>
internal sealed partial class ConsensusKeeper(
    ConsensusResolver resolver, IDbContextFactory<AppDb> databases, LabelingActivity activity, TimeProvider clock, ILogger<ConsensusKeeper> logger) : BackgroundService
{
    private const int RestFactor = 20;
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<BatchId, bool> changed = new();
    private readonly SemaphoreSlim notices = new(0);

    public override void Dispose()
    {
        notices.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = activity.Subscribe(Notice);
        await using (var db = await databases.CreateDbContextAsync(stoppingToken))
        {
            foreach (var batch in await db.Batches.Where(b => b.Status == BatchStatus.Open || b.Status == BatchStatus.Paused).Select(b => b.Id).ToListAsync(stoppingToken))
                Notice(batch);
        }
        while (!stoppingToken.IsCancellationRequested)
        {
            await notices.WaitAsync(stoppingToken);
            while (notices.Wait(0, CancellationToken.None)) { }
            var started = clock.GetTimestamp();
            foreach (var batch in changed.Keys)
                await ResolveAsync(batch, stoppingToken);
            var rest = clock.GetElapsedTime(started) * RestFactor;
            await Task.Delay(rest > ShortestRest ? rest : ShortestRest, clock, stoppingToken);
        }
    }

    private void Notice(BatchId batch)
    {
        if (changed.TryAdd(batch, true))
            notices.Release();
    }

    private async Task ResolveAsync(BatchId batch, CancellationToken ct)
    {
        // taken off first: what is answered from now on makes another round
        changed.TryRemove(batch, out _);
        try
        {
            if (await resolver.ResolveAsync(batch, ct) > 0)
                // screens that show truths draw them anew; the round this makes finds nothing to do
                activity.Publish(batch);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(logger, batch, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(600, LogLevel.Error, "Resolving batch {Batch} failed; it is tried again after the next answer")]
        public static partial void Failed(ILogger logger, BatchId batch, Exception exception);
    }
}
