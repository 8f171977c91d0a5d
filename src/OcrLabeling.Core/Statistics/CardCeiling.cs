using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Statistics;

/// <summary>
/// How much active time one card may be paid for: three times what all but one in a hundred of the batch's cards took. Renewals with input are no better evidence, since a page that is not
/// ours can send them. Thread-safe.
/// </summary>
public sealed class CardCeiling(IDbContextFactory<AppDb> databases, TimeProvider clock)
{
    /// <summary>What passes between two signs of work is paid up to here without question, in milliseconds.</summary>
    public const long Unquestioned = 60_000;

    /// <summary>Fewer answers say nothing about a batch.</summary>
    public const int LeastAnswers = 50;

    private const int Factor = 3;
    private const double Share = 0.99;
    private static readonly TimeSpan recent = TimeSpan.FromMinutes(20);

    /// <summary>Of the net times of a batch's answers, in milliseconds; null while they are too few.</summary>
    public static long? Of(TaskTimes times) => times.Count < LeastAnswers ? null : Math.Max(Unquestioned, Factor * (long)times.Percentile(Share)!.Value);

    /// <summary>Brings those of the batches that were worked on lately up to date. Returns how many changed.</summary>
    public async Task<int> RefreshAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var since = PaceTotals.SlotOf(clock.UtcNow() - recent);
        var changed = 0;
        foreach (var batch in await db.PaceTotals.Where(p => p.Slot >= since).Select(p => p.BatchId).Distinct().ToListAsync(ct))
        {
            var times = new TaskTimes();
            foreach (var some in await db.WorkTotals.Where(t => t.BatchId == batch).Select(t => t.TaskTimes).ToListAsync(ct))
                times.Add(TaskTimes.FromBytes(some));
            if (Of(times) is { } ceiling)
                changed += await db.Batches.Where(b => b.Id == batch && b.CardCeilingMilliseconds != ceiling).ExecuteUpdateAsync(s => s.SetProperty(b => b.CardCeilingMilliseconds, ceiling), ct);
        }
        return changed;
    }
}
