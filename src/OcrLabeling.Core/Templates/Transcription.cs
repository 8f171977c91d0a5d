using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Templates;

/// <summary>A transcription as it is stored and compared: one line as <see cref="TextRules"/> clean it, at most <see cref="MaxLength"/> UTF-16 units.</summary>
public readonly record struct Transcription
{
    public const int MaxLength = 400;

    private Transcription(string text) => Text = text;

    /// <summary>May be empty.</summary>
    public string Text { get; }

    /// <summary>Null and a reason for people when the text cannot be taken.</summary>
    public static Transcription? Create(string? raw, out string? fault)
    {
        fault = null;
        if (raw is null)
            fault = "A transcription needs a text.";
        else if (!IsWellFormed(raw))
            fault = "The text is not valid Unicode.";
        if (fault is not null)
            return null;
        var text = TextRules.Clean(raw!);
        if (text.Length > MaxLength)
            fault = $"The text has {text.Length} characters; at most {MaxLength} are allowed.";
        return fault is null ? new Transcription(text) : null;
    }

    /// <summary>Levenshtein distance in Unicode code points: insertions, deletions and substitutions cost 1 each.</summary>
    public int DistanceTo(string other) => TextDistance.Of(Text, other);

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }
        return true;
    }
}
