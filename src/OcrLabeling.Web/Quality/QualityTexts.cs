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

    /// <summary>How the truth is found.</summary>
    public static string ConsensusRule(this Template template) => template switch
    {
        Template.WordTranscription => "Ground truth by strict majority: an answer wins when more than half of the answers asked for agree to the letter.",
        Template.RectSelect => "Ground truth: the boxes more than half of the answers have (overlap of one half), each side at the median; resolved when more than half of the answers asked for agree with it (F1 of 0.8).",
        Template.DocumentTranscription => "Ground truth word by word: at each place the text, or nothing, that more than half of the answers asked for give. A page with a word that has no such majority is disputed; unanimous means equal in every word.",
        Template.Custom => "Ground truth field by field: the value more than half of the answers asked for give; of boxes, those more than half have, each side at the median. Resolved when every field is.",
        Template.DocumentCorners => "Ground truth: the median of each corner; resolved when more than half of the answers asked for lie within 2 % of the diagonal.",
        _ => "Ground truth by strict majority: an answer wins when more than half of the answers asked for are equal.",
    };

    /// <summary>When the answer to a gold task is right.</summary>
    public static string GoldRule(this Template template) => template switch
    {
        Template.WordTranscription => "An answer to a gold task is right when it is equal to the truth, to the letter.",
        Template.DocumentTranscription => "An answer to a gold task is right from a word F1 of 0.9 against the truth. On a page that began with wrong words, each of these must be put right, however long the page is; one other word may differ.",
        Template.RectSelect => "An answer to a gold task is right from a box F1 of 0.8 against the truth. Where it began with wrong boxes, each of these must be put right; one other box may differ.",
        Template.DocumentCorners => "An answer to a gold task is right when its corners lie within 2 % of the diagonal of the truth.",
        Template.Custom => "An answer to a gold task is right when every field is; boxes from an F1 of 0.8, and each box that began wrong must be put right.",
        _ => "An answer to a gold task is right when it is equal to the truth.",
    };

    /// <summary>Whether its answers may be drawn on the image.</summary>
    public static bool HasShapes(this Template template) => template is not (Template.WordTranscription or Template.PageOrientation);

    /// <summary>An answer of a template that asks for no text, in words.</summary>
    public static string Describe(this Template template, string text) => (template, text) switch
    {
        (Template.PageOrientation, "0") => "Stands upright",
        (Template.PageOrientation, _) => $"Turn by {text}° clockwise",
        (Template.RectSelect, _) => BoxesForm.Parse(text) is [_] ? "1 box" : $"{BoxesForm.Parse(text).Count} boxes",
        (Template.DocumentCorners, _) => "Four corners",
        (Template.DocumentTranscription, _) => PageTextForm.Parse(text).Count switch { 0 => "No words", 1 => "1 word", var words => $"{words:N0} words" },
        _ => text,
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
    public static string Label(this ContestStatus status) => status switch
    {
        ContestStatus.Open => "Under review",
        ContestStatus.Agreed => "Your answer was right",
        ContestStatus.Dropped => "Check withdrawn: your answer counts as right",
        _ => "The expected answer stands",
    };

    /// <summary>Colour class of the badge.</summary>
    public static string? Tone(this ContestStatus status) => status switch
    {
        ContestStatus.Open => "info",
        ContestStatus.Kept => null,
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
