using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Monitoring;

/// <summary>How far the answers agreed of the tasks whose consensus is of one day.</summary>
/// <param name="Day">Its begin, UTC.</param>
/// <param name="Tasks">Tasks with two counted answers or more.</param>
/// <param name="Votes">Their counted answers.</param>
/// <param name="Agreeing">Those that say what the consensus says.</param>
/// <param name="Unanimous">Tasks where all answers are equal.</param>
public sealed record AgreementDay(DateTime Day, int Tasks, int Votes, int Agreeing, int Unanimous)
{
    /// <summary>0..1, as <see cref="ConsensusSummary.Agreement"/> tells it of the whole batch.</summary>
    public double Share => (double)Agreeing / Votes;
}

/// <summary>Reads the chart of a batch's quality page. Thread-safe.</summary>
public sealed class AgreementOverTime(IDbContextFactory<AppDb> databases)
{
    /// <summary>The last days on which tasks were resolved, disputed or decided, oldest first; days without any are left out.</summary>
    /// <param name="most">Days, at most.</param>
    public async Task<IReadOnlyList<AgreementDay>> ReadAsync(BatchId batchId, int most, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var days = await db.Consensus.AsNoTracking().Where(c => c.BatchId == batchId && c.Votes > 1).GroupBy(c => c.ResolvedAt.Date).OrderByDescending(g => g.Key).Take(most)
            .Select(g => new { g.Key, Tasks = g.Count(), Votes = g.Sum(c => c.Votes), Agreeing = g.Sum(c => c.AgreeingVotes), Unanimous = g.Count(c => c.Votes == c.AgreeingVotes) }).ToListAsync(ct);
        return [.. days.Select(d => new AgreementDay(DateTime.SpecifyKind(d.Key, DateTimeKind.Utc), d.Tasks, d.Votes, d.Agreeing, d.Unanimous)).Reverse()];
    }
}
