using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Tasks;

/// <summary>A note that people may leave empty. What they write is never shortened: a longer one is theirs to shorten.</summary>
public static class OptionalNote
{
    /// <summary>In UTF-16 units, as everywhere.</summary>
    public const int MaxLength = 2000;

    public static bool Fits(string? text) => LengthOf(text) <= MaxLength;

    /// <summary>Without the blanks round it.</summary>
    public static int LengthOf(string? text) => text?.Trim().Length ?? 0;

    /// <summary>Trimmed; null when nothing is written.</summary>
    /// <exception cref="ArgumentException">Longer than <see cref="MaxLength"/>.</exception>
    internal static string? Of(string? text) => !Fits(text) ? throw new ArgumentException($"A note can have at most {MaxLength} characters.", nameof(text))
        : TextRules.IsBlank(text) ? null
        : text!.Trim();
}
