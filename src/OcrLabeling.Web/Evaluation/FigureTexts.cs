using System.Globalization;
using OcrLabeling.Scoring;

namespace OcrLabeling.Web.Evaluation;

/// <summary>How figures of a report read on screens.</summary>
internal static class FigureTexts
{
    /// <summary>The figures that stand first in a report of each kind; all others follow on demand.</summary>
    public static IReadOnlyList<ScoreFigure> Headlines(ScoreKind kind) => kind == ScoreKind.Crops
        ? [ScoreFigure.Swa, ScoreFigure.SwaCaseless, ScoreFigure.CharacterErrorRate, ScoreFigure.OperatingPrecision, ScoreFigure.OperatingRecall, ScoreFigure.MillisecondsPerCrop]
        : [ScoreFigure.WordF1, ScoreFigure.WordPrecision, ScoreFigure.WordRecall, ScoreFigure.BagF1, ScoreFigure.CharacterErrorRate, ScoreFigure.WordErrorRate, ScoreFigure.SecondsPerPage];

    /// <summary>The one figure a report is known by: of pages, the bag of words where the truth has no boxes.</summary>
    public static ScoreFigure Headline(ScoreReport part) =>
        part.Kind == ScoreKind.Crops ? ScoreFigure.Swa : part.Groups.All(g => g[ScoreFigure.WordF1] is not null) ? ScoreFigure.WordF1 : ScoreFigure.BagF1;

    public static string Label(ScoreFigure figure) => figure switch
    {
        ScoreFigure.Swa => "SWA",
        ScoreFigure.WordF1 => "Word F1",
        ScoreFigure.WordPrecision => "Word precision",
        ScoreFigure.WordRecall => "Word recall",
        ScoreFigure.BagF1 => "Bag-of-words F1",
        ScoreFigure.CharacterErrorRate => "CER",
        ScoreFigure.WordErrorRate => "WER",
        ScoreFigure.OperatingPrecision => "Precision, confident",
        ScoreFigure.OperatingRecall => "Recall, confident",
        ScoreFigure.MillisecondsPerCrop => "ms a crop",
        ScoreFigure.SecondsPerPage => "s a page",
        _ => Figures.Describe(figure).Label is var label ? char.ToUpperInvariant(label[0]) + label[1..] : "",
    };

    public static string Text(ScoreGroup? group, ScoreFigure figure) => group?[figure] is { } value ? Text(value, figure) : "–";

    public static string Text(double value, ScoreFigure figure) => value.ToString(Format(figure), CultureInfo.InvariantCulture);

    /// <summary>With its sign, for differences.</summary>
    public static string Signed(double value, ScoreFigure figure) => (value > 0 ? "+" : "") + Text(value, figure);

    /// <summary>Such as <c>0.912–0.934</c>; empty without an interval.</summary>
    public static string Interval(double? low, double? high, ScoreFigure figure) => low is { } from && high is { } to ? $"{Text(from, figure)} – {Text(to, figure)}" : "";

    /// <summary>Groups read as categories do: <c>register_tapes words</c> becomes <c>register tapes words</c>.</summary>
    public static string Group(string name) => name.Replace('_', ' ');

    private static string Format(ScoreFigure figure) => Figures.Describe(figure).Unit switch
    {
        FigureUnit.Share or FigureUnit.ErrorRate => "0.000",
        FigureUnit.Milliseconds => "0",
        FigureUnit.PerThousand => "0.0",
        _ => "0.00",
    };
}
