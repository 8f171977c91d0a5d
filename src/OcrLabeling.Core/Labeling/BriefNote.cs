namespace OcrLabeling.Core.Labeling;

/// <summary>A note that people may leave empty.</summary>
internal static class BriefNote
{
    /// <summary>Trimmed, and cut when it is longer than <paramref name="maxLength"/>; null when nothing is written.</summary>
    public static string? Of(string? text, int maxLength) => text?.Trim() switch
    {
        null or "" => null,
        var written => written.Length <= maxLength ? written : written[..maxLength],
    };
}
