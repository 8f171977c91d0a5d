using OcrLabeling.Core.Gold;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Web.Quality;

/// <summary>How answers and truths read on screens.</summary>
internal static class QualityTexts
{
    public static string Label(this AnswerKind kind) => kind switch
    {
        AnswerKind.Transcribed => "Transcribed",
        AnswerKind.BadOrientation => "Bad orientation",
        AnswerKind.ForeignScript => "Foreign script or accent",
        AnswerKind.Unreadable => "No text, handwritten or unreadable",
        AnswerKind.Labeled => "Labeled",
        _ => "Unsure",
    };

    /// <summary>Why nothing was decided that has to be looked at again; null otherwise.</summary>
    public static string? Warning(this AdjudicationOutcome outcome) => outcome switch
    {
        AdjudicationOutcome.TurnedMeanwhile => "The page of this task was turned meanwhile. Look at it again.",
        AdjudicationOutcome.ChangedMeanwhile => "The answers to this task have changed meanwhile. Look at them again.",
        _ => null,
    };

    /// <summary>Colour class of the badge.</summary>
    public static string Tone(this PreLabelRelation relation) => relation switch
    {
        PreLabelRelation.Accepted => "good",
        PreLabelRelation.Edited or PreLabelRelation.Typed => "info",
        _ => "warn",
    };

    /// <summary>Colour class of the badge.</summary>
    public static string Tone(this ConsensusStatus status) => status switch
    {
        ConsensusStatus.Resolved => "good",
        ConsensusStatus.Adjudicated => "info",
        ConsensusStatus.SentBack => "warn",
        ConsensusStatus.Rejected => "",
        _ => "bad",
    };

    public static string Label(this ConsensusStatus status) => status == ConsensusStatus.SentBack ? "Sent back" : status.ToString();

    /// <summary>As the worker reads it.</summary>
    public static string Label(this DisputeStatus status) => status switch
    {
        DisputeStatus.Open => "Under review",
        DisputeStatus.Agreed => "Your answer was right",
        DisputeStatus.Dropped => "Check withdrawn: your answer counts as right",
        _ => "The expected answer stands",
    };

    /// <summary>Colour class of the badge.</summary>
    public static string? Tone(this DisputeStatus status) => status switch
    {
        DisputeStatus.Open => "info",
        DisputeStatus.Kept => null,
        _ => "good",
    };

    public static string Label(this GoldKind kind) => kind switch
    {
        GoldKind.Plain => "with the right reading",
        GoldKind.Corrupted => "with a wrong reading",
        _ => "without a reading",
    };

    /// <summary>A kappa or an alpha.</summary>
    public static string Measure(double? value) => value is { } known ? known.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture) : "–";

    public static string Percent(double? share) => share is { } value ? value.ToString("P1", System.Globalization.CultureInfo.InvariantCulture).Replace(" ", "\u202f", StringComparison.Ordinal) : "–";
}
