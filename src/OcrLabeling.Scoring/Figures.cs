using static OcrLabeling.Scoring.FigureUnit;
using static OcrLabeling.Scoring.ScoreFigure;

namespace OcrLabeling.Scoring;

/// <summary>How each figure is computed from counts.</summary>
public static class Figures
{
    /// <summary>The figures of pages, in the order they are shown.</summary>
    internal static readonly IReadOnlyList<Figure<PageCounts>> OfPages =
    [
        .. BoxMatches("word, IoU 0.5 and equal text", WordF1, WordPrecision, WordRecall, c => c.Words, isHeadline: true),
        .. BoxMatches("word, caseless", WordCaselessF1, WordCaselessPrecision, WordCaselessRecall, c => c.WordsCaseless),
        .. BoxMatches("word, Hungarian matching", OptimalWordF1, OptimalWordPrecision, OptimalWordRecall, c => c.OptimalWords),
        .. BoxMatches("word, Hungarian, caseless", OptimalWordCaselessF1, OptimalWordCaselessPrecision, OptimalWordCaselessRecall, c => c.OptimalWordsCaseless),
        .. BoxMatches("detection, IoU 0.5", DetectionF1, DetectionPrecision, DetectionRecall, c => c.Detection, isHeadline: true),
        .. BoxMatches("detection, Hungarian", OptimalDetectionF1, OptimalDetectionPrecision, OptimalDetectionRecall, c => c.OptimalDetection),
        .. Matches("bag of words", BagF1, BagPrecision, BagRecall, c => c.Bag, isHeadline: true),
        new(new(BagF1Macro, "bag of words F1, mean of pages with text", Share, false), c => c.Pages == c.Blank.Whole ? null : c.BagF1Sum / (c.Pages - c.Blank.Whole)),
        new(new(BlankPageAccuracy, "blank pages read as blank", Share, true), c => c.Blank.Whole == 0 ? null : Ratio(c.Blank.Part, c.Blank.Whole)),
        .. Matches("bag of words, caseless", BagCaselessF1, BagCaselessPrecision, BagCaselessRecall, c => c.BagCaseless),
        new(new(GluedRecall, "recall ignoring spaces", Share, true), c => c.Glued.Whole == 0 ? null : Ratio(c.Glued.Part, c.Glued.Whole)),
        new(new(CharacterErrorRate, "CER", ErrorRate, true), c => c.CharacterEdits.Rate),
        new(new(WordErrorRate, "WER", ErrorRate, true), c => c.WordEdits.Rate),
        new(new(MergedPerThousand, "merged words per 1,000", PerThousand, true), c => PerThousandOf(c.Merged)),
        new(new(FragmentedPerThousand, "fragmented words per 1,000", PerThousand, true), c => PerThousandOf(c.Fragmented)),
        new(new(SecondsPerPage, "seconds a page", Seconds, true), c => c.Seconds / c.Pages),
        new(new(CpuSecondsPerPage, "CPU seconds a page", Seconds, true), c => c.CpuSeconds / c.Pages),
        new(new(MegapixelsPerPage, "megapixels a page", Megapixels, false), c => c.Megapixels / c.Pages),
    ];

    /// <summary>The figures of crops, in the order they are shown.</summary>
    internal static readonly IReadOnlyList<Figure<CropCounts>> OfCrops =
    [
        new(new(Swa, "SWA", Share, true), c => Ratio(c.Right, c.Crops)),
        new(new(SwaCaseless, "SWA, caseless", Share, true), c => Ratio(c.RightCaseless, c.Crops)),
        new(new(SwaNoSpace, "SWA ignoring spaces", Share, true), c => Ratio(c.RightWithoutSpaces, c.Crops)),
        new(new(OperatingPrecision, "precision at operating confidence", Share, true), c => c.Operating.Precision),
        new(new(OperatingRecall, "recall at operating confidence", Share, true), c => c.Operating.Recall),
        new(new(EmptyAccuracy, "empty-crop accuracy", Share, true), c => c.Empty.Whole == 0 ? null : Ratio(c.Empty.Part, c.Empty.Whole)),
        new(new(CharacterErrorRate, "CER", ErrorRate, true), c => c.CharacterEdits.Rate),
        new(new(MillisecondsPerCrop, "ms a crop", Milliseconds, true), c => 1000 * c.Seconds / c.Crops),
        new(new(CpuMillisecondsPerCrop, "CPU ms a crop", Milliseconds, true), c => 1000 * c.CpuSeconds / c.Crops),
    ];

    private static readonly Dictionary<ScoreFigure, FigureDescription> Descriptions =
        OfPages.Select(f => f.Description).Concat(OfCrops.Select(f => f.Description)).DistinctBy(d => d.Figure).ToDictionary(d => d.Figure);

    /// <summary>Label and unit of a figure.</summary>
    public static FigureDescription Describe(ScoreFigure figure) => Descriptions[figure];

    /// <summary>F1, precision and recall; undefined where no page of the group has word boxes.</summary>
    private static IEnumerable<Figure<PageCounts>> BoxMatches(
        string label, ScoreFigure f1, ScoreFigure precision, ScoreFigure recall, Func<PageCounts, MatchCounts> counts, bool isHeadline = false) =>
        Matches(label, f1, precision, recall, total => counts(total) is { Truth: > 0 } boxed ? boxed : null, isHeadline);

    private static IEnumerable<Figure<PageCounts>> Matches(
        string label, ScoreFigure f1, ScoreFigure precision, ScoreFigure recall, Func<PageCounts, MatchCounts?> counts, bool isHeadline = false)
    {
        yield return new(new(f1, $"{label}: F1", Share, isHeadline), c => counts(c)?.F1);
        yield return new(new(precision, $"{label}: precision", Share, isHeadline), c => counts(c)?.Precision);
        yield return new(new(recall, $"{label}: recall", Share, isHeadline), c => counts(c)?.Recall);
    }

    private static double Ratio(long part, long whole) => (double)part / whole;

    private static double PerThousandOf(ShareCounts counts) => 1000.0 * counts.Part / Math.Max(1, counts.Whole);
}

/// <summary>A figure and how it follows from the summed counts of a group; null where it is not defined.</summary>
internal sealed record Figure<TCounts>(FigureDescription Description, Func<TCounts, double?> Value);
