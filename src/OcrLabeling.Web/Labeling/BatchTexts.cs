using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Web.Labeling;

/// <summary>How batches read on screens.</summary>
internal static class BatchTexts
{
    public static string Label(this SkipReason reason) => reason switch
    {
        SkipReason.BrokenImage => "The image is broken",
        SkipReason.UnclearInstructions => "The instructions are unclear",
        SkipReason.CannotJudge => "I cannot tell",
        SkipReason.Sensitive => "Sensitive content",
        _ => "Other reason",
    };

    /// <summary>What has become of a batch.</summary>
    public static string Done(string name, BatchChange change) => $"{name} {change switch
    {
        BatchChange.Pause => "paused",
        BatchChange.Resume => "resumed",
        BatchChange.Close => "closed",
        BatchChange.Reopen => "reopened",
        BatchChange.Archive => "archived",
        _ => "restored",
    }}.";

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
