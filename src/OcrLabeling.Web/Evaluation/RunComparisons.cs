using Microsoft.Extensions.Caching.Memory;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Scoring;

namespace OcrLabeling.Web.Evaluation;

/// <summary>Two runs over one dataset, figure by figure, with paired bootstrap intervals. Finished runs never change, so a comparison is kept for a while. Thread-safe.</summary>
public sealed class RunComparisons(RunScores scores, IMemoryCache cache)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    public async Task<RunComparison> CompareAsync(EvaluationRow a, EvaluationRow b, CancellationToken ct) =>
        (await cache.GetOrCreateAsync((nameof(RunComparisons), a.Id, b.Id), entry =>
        {
            entry.SlidingExpiration = Kept;
            // seconds of arithmetic: not on the screen's own thread
            return Task.Run(() => ComputeAsync(a, b, ct), ct);
        }))!;

    private async Task<RunComparison> ComputeAsync(EvaluationRow a, EvaluationRow b, CancellationToken ct)
    {
        var (pagesA, pagesB) = (await scores.PagesAsync(a.Id, ct), await scores.PagesAsync(b.Id, ct));
        var (cropsA, cropsB) = (await scores.CropsAsync(a.Id, ct), await scores.CropsAsync(b.Id, ct));
        return new(
            pagesA.Count == 0 || pagesB.Count == 0 ? null : ScoreComparison.Between(pagesA, pagesB, engineA: a.Engine, engineB: b.Engine),
            cropsA.Count == 0 || cropsB.Count == 0 ? null : ScoreComparison.Between(cropsA, cropsB, engineA: a.Engine, engineB: b.Engine));
    }
}

/// <summary>Null where the dataset has no pages or no crops.</summary>
public sealed record RunComparison(ScoreComparison? Pages, ScoreComparison? Crops);
