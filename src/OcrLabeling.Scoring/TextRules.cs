using System.Text;

namespace OcrLabeling.Scoring;

/// <summary>
/// The one way texts are cleaned: at the page (the same rules in JavaScript), at the server, in imports, gold, consensus, agreement and scores. What nobody can see is no
/// difference; what people can see apart stays apart (letters' case, quotation marks, dashes, full-width forms). In this order:
/// <list type="number">
/// <item>A surrogate without its partner becomes U+FFFD.</item>
/// <item>Dropped: control characters that part no words; soft hyphen, zero-width space, word joiner and the invisible operators, byte order mark, combining grapheme joiner,
/// marks of writing direction, interlinear annotation (<see cref="IsDropped"/>).</item>
/// <item>The zero-width joiner and non-joiner carry meaning in Arabic and Indic scripts: between two of their characters the first of a run is kept. Elsewhere they are dropped.</item>
/// <item>White space of every kind (<see cref="IsWhiteSpace"/>), also in runs, becomes one space; none at the ends.</item>
/// <item>Unicode normalisation form C.</item>
/// </list>
/// Cleaning a clean text changes nothing. tests/OcrLabeling.Tests/Labeling/text-rules.json holds the cases that both languages are tested against. Thread-safe.
/// </summary>
public static class TextRules
{
    private const int NonJoiner = 0x200C;
    private const int Joiner = 0x200D;

    /// <summary>Nothing is left of it to see.</summary>
    public static bool IsBlank(string? text) => string.IsNullOrEmpty(text) || Clean(text).Length == 0;

    /// <summary>One line: line breaks are white space like any other.</summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsPlain(text))
            return text;
        // form C puts combining marks into their order, which may put another one before a joiner
        for (var (before, after) = (text, Pass(text)); ; (before, after) = (after, Pass(after)))
        {
            if (string.Equals(before, after, StringComparison.Ordinal))
                return after;
        }
    }

    private static string Pass(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in Visible(text))
        {
            if (!IsWhiteSpace(rune))
                kept.Append(rune);
            else if (kept.Length > 0 && kept[^1] != ' ')
                kept.Append(' ');
        }
        if (kept.Length > 0 && kept[^1] == ' ')
            kept.Length--;
        return kept.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// Several lines, parted by one line feed each: CR LF, CR, NEL, vertical tab, form feed and the separators of lines and paragraphs end a line, too. Each line is cleaned by
    /// itself; empty lines go at the ends and become one in between.
    /// </summary>
    public static string CleanLines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n', '\v').Select(Clean))
        {
            if (line.Length > 0 || (lines.Count > 0 && lines[^1].Length > 0))
                lines.Add(line);
        }
        if (lines.Count > 0 && lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        return string.Join('\n', lines);
    }

    /// <summary>Whether two texts are the same once they are cleaned, each as one line.</summary>
    public static bool AreSame(string one, string other) => string.Equals(Clean(one), Clean(other), StringComparison.Ordinal);

    /// <summary>White space of Unicode and the four ASCII separators U+001C to U+001F, which .NET leaves out.</summary>
    public static bool IsWhiteSpace(Rune character) => Rune.IsWhiteSpace(character) || character.Value is >= 0x1C and <= 0x1F;

    /// <summary>Characters that no text keeps, wherever they stand.</summary>
    public static bool IsDropped(Rune character) => character.Value switch
    {
        0xAD or 0x34F or 0x61C or 0x200B or 0x200E or 0x200F or 0xFEFF => true,
        >= 0x202A and <= 0x202E or >= 0x2060 and <= 0x206F or >= 0xFFF9 and <= 0xFFFB => true,
        _ => Rune.IsControl(character) && !IsWhiteSpace(character),
    };

    /// <summary>Printable ASCII without runs of spaces: most texts, and nothing to do.</summary>
    private static bool IsPlain(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is < ' ' or > '~' || (text[i] == ' ' && (i == 0 || i == text.Length - 1 || text[i - 1] == ' ')))
                return false;
        }
        return true;
    }

    private static IEnumerable<Rune> Visible(string text)
    {
        var (before, joiner) = (default(Rune), default(Rune?));
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsDropped(rune))
                continue;
            if (rune.Value is NonJoiner or Joiner)
            {
                joiner ??= rune;
                continue;
            }
            if (joiner is { } between && Joins(before) && Joins(rune))
                yield return between;
            (before, joiner) = (rune, null);
            yield return rune;
        }
    }

    /// <summary>Blocks of scripts whose letters take other forms by a joiner: Arabic to Sinhala, Myanmar, Khmer and Mongolian, their extensions, and the Brahmic scripts beyond U+FFFF.</summary>
    private static bool Joins(Rune character) => character.Value is
        (>= 0x600 and <= 0xDFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x18AF) or (>= 0xA8E0 and <= 0xA8FF)
        or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x11000 and <= 0x11FFF);
}
