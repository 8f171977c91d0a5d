using System.Numerics;

namespace OcrLabeling.Scoring;

/// <summary>
/// Percentile bootstrap (Efron 1979): pages are drawn with replacement, as many as there are, and a figure is computed from the sum of
/// the drawn pages; the middle 95 % of the figures over all resamples is the interval.
/// </summary>
internal static class Bootstrap
{
    private const double Lowest = 0.025;
    private const double Highest = 0.975;

    /// <summary>The interval of each figure; null where it is defined in no resample.</summary>
    public static IReadOnlyList<Interval?> Intervals<T>(IReadOnlyList<T> items, IReadOnlyList<Func<T, double?>> figures, ScoringOptions options)
        where T : struct, IAdditionOperators<T, T, T>
    {
        var samples = figures.Select(_ => new List<double>(options.Resamples)).ToArray();
        foreach (var total in Totals(items, options))
        {
            for (var f = 0; f < samples.Length; f++)
            {
                if (figures[f](total) is { } value)
                    samples[f].Add(value);
            }
        }
        return Array.ConvertAll(samples, Middle);
    }

    /// <summary>The sum over each resample. Equal counts and seed draw the same places, which is what pairs two engines.</summary>
    public static IEnumerable<T> Totals<T>(IReadOnlyList<T> items, ScoringOptions options) where T : struct, IAdditionOperators<T, T, T>
    {
        if (items.Count == 0)
            yield break;
        var random = new SplitMix64(options.Seed);
        for (var resample = 0; resample < options.Resamples; resample++)
        {
            var total = default(T);
            for (var draw = 0; draw < items.Count; draw++)
                total += items[random.Next(items.Count)];
            yield return total;
        }
    }

    public static Interval? Middle(List<double> samples)
    {
        if (samples.Count == 0)
            return null;
        samples.Sort();
        return new(Quantile(samples, Lowest), Quantile(samples, Highest));
    }

    /// <summary>Linear between the two nearest ranks.</summary>
    private static double Quantile(List<double> sorted, double share)
    {
        var rank = share * (sorted.Count - 1);
        var below = (int)rank;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}

/// <summary>A 95 % interval, both ends inside it.</summary>
public readonly record struct Interval(double Low, double High);

/// <summary>Steele, Lea and Flood's generator (2014): the same numbers from the same seed everywhere.</summary>
internal struct SplitMix64(ulong seed)
{
    private ulong state = seed;

    /// <summary>0 (inclusive) to the bound (exclusive).</summary>
    public int Next(int bound)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)Math.BigMul(mixed ^ (mixed >> 31), (ulong)bound, out _);
    }
}
