using System.Numerics;

namespace OcrLabeling.Scoring;

/// <summary>Two engines on the same items. Positive differences mean that B has the larger number.</summary>
/// <param name="Unpaired">Items that only one of the two read; left out.</param>
public sealed record ScoreComparison(ScoreKind Kind, string? EngineA, string? EngineB, int Unpaired, IReadOnlyList<ComparedGroup> Groups, ComparedGroup Overall)
{
    /// <exception cref="ArgumentException">No page is in both.</exception>
    public static ScoreComparison Between(
        IEnumerable<ScoredPage> a, IEnumerable<ScoredPage> b, PageGrouping by = PageGrouping.Category, ScoringOptions? options = null,
        string? engineA = null, string? engineB = null)
    {
        var (pairs, unpaired) = Pair(a, b, p => p.Image);
        ComparedGroup Compare(string name, IEnumerable<(ScoredPage A, ScoredPage B)> group) =>
            ComparedGroup.From(name, [.. group.Select(p => (p.A.Counts, p.B.Counts))], Figures.OfPages, options ?? ScoringOptions.Default);
        var groups = pairs.GroupBy(p => p.A.GroupName(by)).OrderBy(g => g.Key, StringComparer.Ordinal);
        return new(ScoreKind.Pages, engineA, engineB, unpaired, [.. groups.Select(g => Compare(g.Key, g))], Compare(ScoreReport.OverallName, pairs));
    }

    /// <exception cref="ArgumentException">No crop is in both.</exception>
    public static ScoreComparison Between(
        IEnumerable<ScoredCrop> a, IEnumerable<ScoredCrop> b, ScoringOptions? options = null, string? engineA = null, string? engineB = null)
    {
        var (pairs, unpaired) = Pair(a, b, c => c.Image);
        ComparedGroup Compare(string name, IEnumerable<(ScoredCrop A, ScoredCrop B)> group) =>
            ComparedGroup.From(name, [.. group.Select(p => (p.A.Counts, p.B.Counts))], Figures.OfCrops, options ?? ScoringOptions.Default);
        var groups = pairs.GroupBy(p => p.A.GroupName()).OrderBy(g => g.Key, StringComparer.Ordinal);
        return new(ScoreKind.Crops, engineA, engineB, unpaired, [.. groups.Select(g => Compare(g.Key, g))], Compare(ScoreReport.OverallName, pairs));
    }

    private static (List<(T A, T B)> Pairs, int Unpaired) Pair<T>(IEnumerable<T> a, IEnumerable<T> b, Func<T, string> image)
    {
        var ofA = a.ToDictionary(image);
        var ofB = b.ToDictionary(image);
        var pairs = ofA.Where(e => ofB.ContainsKey(e.Key)).Select(e => (e.Value, ofB[e.Key])).ToList();
        if (pairs.Count == 0)
            throw new ArgumentException("The two engines have no item in common.", nameof(b));
        return (pairs, ofA.Count + ofB.Count - 2 * pairs.Count);
    }
}

/// <summary>Two engines on one group.</summary>
public sealed record ComparedGroup(string Name, int Items, IReadOnlyDictionary<ScoreFigure, FigureDifference> Figures)
{
    internal static ComparedGroup From<T>(string name, IReadOnlyList<(T A, T B)> pairs, IReadOnlyList<Figure<T>> figures, ScoringOptions options)
        where T : struct, IAdditionOperators<T, T, T>
    {
        var items = pairs.Select(p => new Paired<T>(p.A, p.B)).ToList();
        var total = items.Aggregate((a, b) => a + b);
        var resampled = Bootstrap.Totals(items, options).ToList();
        var differences = new Dictionary<ScoreFigure, FigureDifference>();
        foreach (var (description, value) in figures)
        {
            if (value(total.A) is not { } a || value(total.B) is not { } b)
                continue;
            var samples = resampled.Select(t => value(t.B) - value(t.A)).OfType<double>().ToList();
            differences.Add(description.Figure, FigureDifference.From(a, b, samples));
        }
        return new(name, pairs.Count, differences);
    }

    /// <summary>The counts of both engines on one item, so that both are drawn together.</summary>
    private readonly record struct Paired<T>(T A, T B) : IAdditionOperators<Paired<T>, Paired<T>, Paired<T>>
        where T : struct, IAdditionOperators<T, T, T>
    {
        public static Paired<T> operator +(Paired<T> left, Paired<T> right) => new(left.A + right.A, left.B + right.B);
    }
}

/// <summary>One figure of both engines, with the 95 % paired bootstrap interval of B - A.</summary>
/// <param name="PValue">Two-sided: twice the smaller share of resamples on either side of no difference; null without resamples.</param>
public sealed record FigureDifference(double A, double B, double Difference, double? Low, double? High, double? PValue)
{
    internal static FigureDifference From(double a, double b, List<double> samples)
    {
        var interval = Bootstrap.Middle(samples);
        double? pValue = samples.Count == 0
            ? null
            : Math.Min(1, 2.0 * Math.Min(samples.Count(s => s <= 0), samples.Count(s => s >= 0)) / samples.Count);
        return new(a, b, b - a, interval?.Low, interval?.High, pValue);
    }
}
