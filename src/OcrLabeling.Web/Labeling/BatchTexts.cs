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

    /// <summary>Colour class of the badge.</summary>
    public static string Tone(this BatchStatus status) => status switch
    {
        BatchStatus.Open => "good",
        BatchStatus.Preparing => "info",
        BatchStatus.Paused => "warn",
        _ => "",
    };

    /// <summary>Such as <c>1,234 words from 12 pages → 3,702 assignments</c>.</summary>
    public static string Of(BatchPreview preview, int overlap)
    {
        var from = preview.Pages > 0 ? $" from {Count(preview.Pages, "page")}" : "";
        return $"{Count(preview.Tasks, "word")}{from} → {Count((long)preview.Tasks * overlap, "assignment")}";
    }

    public static string Count(long count, string one) => count == 1 ? $"1 {one}" : $"{count:N0} {one}s";
}
