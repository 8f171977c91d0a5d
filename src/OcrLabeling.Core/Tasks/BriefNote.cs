using OcrLabeling.Core.Data;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Tasks;

/// <summary>A note that people may leave empty.</summary>
internal static class BriefNote
{
    /// <summary>Trimmed; one longer than <paramref name="maxLength"/> is cut and ends with an ellipsis, so that everybody sees it. Null when nothing is written.</summary>
    public static string? Of(string? text, int maxLength) => TextRules.IsBlank(text) ? null : BriefText.Of(text!.Trim(), maxLength);
}
