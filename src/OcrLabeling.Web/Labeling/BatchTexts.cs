using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Layout;

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
        Template.WordTranscription => "Type exactly what the image shows, including capitals, punctuation and accents. If you cannot type it, choose a reason.",
        Template.PageOrientation => "Press the arrow that points to the top of the page. The page turns upright and the next one appears.",
        Template.RectSelect => "Click each word, or drag a box around it. The box snaps to the ink.",
        Template.DocumentTranscription => "Correct the text and the box of every word. Add missing words and delete boxes without a word. Press Enter for the next word.",
        Template.DocumentCorners => "Drag the four corners onto the corners of the document.",
        _ => "Fill in the fields of the card.",
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
        SkipReason.UnclearInstructions => "The instructions are unclear",
        SkipReason.CannotJudge => "I cannot tell",
        SkipReason.Sensitive => "Sensitive content",
        _ => "Other reason",
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
            return $"{Nouns.Count(preview.Tasks, "page")} → {Nouns.Count((long)preview.Tasks * overlap, "assignment")}";
        var from = preview.Pages > 0 ? $" from {Nouns.Count(preview.Pages, "page")}" : "";
        return $"{Nouns.Count(preview.Tasks, "word")}{from} → {Nouns.Count((long)preview.Tasks * overlap, "assignment")}";
    }
}
