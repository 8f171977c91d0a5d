using OcrLabeling.Core.Labeling;

namespace OcrLabeling.Web.Labeling;

/// <summary>How batches read on screens.</summary>
internal static class BatchTexts
{
    public static string Label(this Template template) => template switch
    {
        Template.WordTranscription => "Word transcription",
        Template.RectSelect => "Rectangle select",
        Template.DocumentTranscription => "Document transcription",
        Template.PageOrientation => "Page orientation",
        Template.DocumentCorners => "Document corners",
        _ => "Custom",
    };

    /// <summary>What a worker is told when the batch has no instructions of its own.</summary>
    public static string Advice(this Template template) => template switch
    {
        Template.WordTranscription => "Type exactly what stands in the image: capitals, signs and accents included. If it cannot be typed, choose why.",
        Template.PageOrientation => "Press the arrow that points to where the top of the page is. The page turns upright and the next one comes.",
        Template.RectSelect => "Click each word that is asked for, or drag a box round it; the box pulls itself tight.",
        Template.DocumentTranscription => "Correct the text and the box of every word; add those that are missing, delete what is none. Enter goes from word to word.",
        Template.DocumentCorners => "Drag the four corners onto the corners of the document.",
        _ => "Do what the card asks.",
    };

    /// <summary>What a scientist gets by it.</summary>
    public static string Promise(this Template template) => template switch
    {
        Template.WordTranscription => "Each word becomes a card: what does it say?",
        Template.PageOrientation => "Each page becomes a card: which way is up? One key a page.",
        Template.RectSelect => "Each page becomes a card: where are its words? Boxes snap to the ink.",
        Template.DocumentTranscription => "Each page becomes a card with the words the machine read: texts, boxes and reading order are put right.",
        Template.DocumentCorners => "Each photograph becomes a card: where are the four corners of the document?",
        _ => "Each page or word becomes a card with fields of your own: texts, choices, numbers, boxes.",
    };

    public static string Label(this SkipReason reason) => reason switch
    {
        SkipReason.BrokenImage => "The image is broken",
        SkipReason.UnclearInstructions => "The instructions do not say what to do",
        SkipReason.CannotJudge => "Cannot judge it",
        SkipReason.Sensitive => "Would rather not see it",
        _ => "Another reason",
    };

    /// <summary>Colour class of the badge.</summary>
    public static string Tone(this BatchStatus status) => status switch
    {
        BatchStatus.Open => "good",
        BatchStatus.Preparing => "info",
        BatchStatus.Paused => "warn",
        _ => "",
    };

    /// <summary>Such as <c>1,234 words from 12 pages → 3,702 assignments</c>.</summary>
    public static string Of(bool ofWords, BatchPreview preview, int overlap)
    {
        if (!ofWords)
            return $"{Count(preview.Tasks, "page")} → {Count((long)preview.Tasks * overlap, "assignment")}";
        var from = preview.Pages > 0 ? $" from {Count(preview.Pages, "page")}" : "";
        return $"{Count(preview.Tasks, "word")}{from} → {Count((long)preview.Tasks * overlap, "assignment")}";
    }

    public static string Count(long count, string one) => count == 1 ? $"1 {one}" : $"{count:N0} {one}s";
}
