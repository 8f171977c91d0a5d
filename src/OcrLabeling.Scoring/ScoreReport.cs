using System.Numerics;

namespace OcrLabeling.Scoring;

/// <summary>What was scored.</summary>
public enum ScoreKind { Pages, Crops }

/// <summary>How pages are put into groups.</summary>
public enum PageGrouping { Category, Dataset }

/// <summary>The scores of one engine, group by group and overall. Serialise it with <see cref="ScoreJson"/>, print it with <see cref="ScoreTable"/>.</summary>
/// <param name="Engine">Id and version; null when the predictions do not say.</param>
/// <param name="Groups">Categories or datasets of pages, dataset and kind of crops; ordered by name.</param>
/// <param name="Overall">All items together (micro average).</param>
public sealed record ScoreReport(
    ScoreKind Kind, string? Engine, IReadOnlyList<ScoreGroup> Groups, ScoreGroup Overall, IReadOnlyList<ScoreFailure> Failures, ScoringOptions Options)
{
    /// <summary>Name of the group that holds everything.</summary>
    public const string OverallName = "overall";

    /// <exception cref="ArgumentException">There is no page.</exception>
    public static ScoreReport From(
        IEnumerable<ScoredPage> pages, PageGrouping by = PageGrouping.Category, ScoringOptions? options = null, string? engine = null)
    {
        var settings = options ?? ScoringOptions.Default;
        var all = NotEmpty(pages);
        var groups = all.GroupBy(p => p.GroupName(by)).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Group(g.Key, [.. g], settings));
        var failures = all.Where(p => p.Failure is not null).Select(p => new ScoreFailure(p.Image, p.Failure!));
        return new(ScoreKind.Pages, engine, [.. groups], Group(OverallName, all, settings), [.. failures], settings);
    }

    /// <exception cref="ArgumentException">There is no crop.</exception>
    public static ScoreReport From(IEnumerable<ScoredCrop> crops, ScoringOptions? options = null, string? engine = null)
    {
        var settings = options ?? ScoringOptions.Default;
        var all = NotEmpty(crops);
        var groups = all.GroupBy(c => c.GroupName()).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Group(g.Key, [.. g], settings));
        var failures = all.Where(c => c.Failure is not null).Select(c => new ScoreFailure(c.Image, c.Failure!));
        return new(ScoreKind.Crops, engine, [.. groups], Group(OverallName, all, settings), [.. failures], settings);
    }

    private static ScoreGroup Group(string name, IReadOnlyList<ScoredPage> pages, ScoringOptions options)
    {
        var counts = pages.Select(p => p.Counts).ToArray();
        var total = counts.Aggregate((a, b) => a + b);
        var calibration = Calibration.From([.. pages.SelectMany(p => p.Verdicts)], options);
        return new(name, total.Pages, total.Missing, total.Failed, total.Bag.Truth, Values(counts, total, Figures.OfPages, options), calibration);
    }

    private static ScoreGroup Group(string name, IReadOnlyList<ScoredCrop> crops, ScoringOptions options)
    {
        var counts = crops.Select(c => c.Counts).ToArray();
        var total = counts.Aggregate((a, b) => a + b);
        var calibration = Calibration.From([.. crops.Select(c => c.Verdict).OfType<WordVerdict>()], options);
        return new(name, total.Crops, 0, total.Failed, total.Crops, Values(counts, total, Figures.OfCrops, options), calibration);
    }

    private static Dictionary<ScoreFigure, FigureValue> Values<T>(T[] counts, T total, IReadOnlyList<Figure<T>> figures, ScoringOptions options)
        where T : struct, IAdditionOperators<T, T, T>
    {
        var defined = figures.Where(f => f.Value(total) is not null).ToList();
        var intervals = Bootstrap.Intervals(counts, [.. defined.Select(f => f.Value)], options);
        return defined.Zip(intervals).ToDictionary(
            pair => pair.First.Description.Figure,
            pair => new FigureValue(pair.First.Value(total).GetValueOrDefault(), pair.Second?.Low, pair.Second?.High));
    }

    private static List<T> NotEmpty<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } list
        ? list
        : throw new ArgumentException("There is nothing to score.", nameof(items));
}

/// <summary>The scores of one group.</summary>
/// <param name="Items">Pages or crops in it.</param>
/// <param name="Missing">Of those, without any prediction: scored as empty output.</param>
/// <param name="Failed">Of those, where the engine failed: scored as empty output.</param>
/// <param name="TruthWords">Words of the truth that count; for crops their number.</param>
/// <param name="Figures">The figures that are defined for this truth.</param>
/// <param name="Calibration">Null when no word carries a confidence.</param>
public sealed record ScoreGroup(
    string Name, int Items, int Missing, int Failed, long TruthWords, IReadOnlyDictionary<ScoreFigure, FigureValue> Figures, Calibration? Calibration)
{
    /// <summary>The figure's value; null where it is not defined.</summary>
    public double? this[ScoreFigure figure] => Figures.TryGetValue(figure, out var value) ? value.Value : null;
}

/// <summary>A figure and its 95 % bootstrap interval over pages or crops; no interval when resampling was turned off.</summary>
public sealed record FigureValue(double Value, double? Low, double? High);

/// <summary>An item the engine gave no reading for, and why.</summary>
public sealed record ScoreFailure(string Image, string Reason);
