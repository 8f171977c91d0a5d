using OcrLabeling.Scoring;
namespace OcrLabeling.Core.Data;

/// <summary>Names that people give to projects, batches, datasets, scores and tags.</summary>
public static class GivenName
{
    /// <summary>Trimmed; null for none or nothing to see, one that is longer than <paramref name="maxLength"/> characters, or one with control characters.</summary>
    public static string? Clean(string? name, int maxLength) =>
        name?.Trim() is { Length: > 0 } trimmed && trimmed.Length <= maxLength && !trimmed.Any(char.IsControl) && !TextRules.IsBlank(trimmed) ? trimmed : null;
}
