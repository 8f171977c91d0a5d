using System.Text;

namespace OcrLabeling.Scoring;

/// <summary>How texts are cut and folded before they are compared; positions and lengths are in Unicode code points.</summary>
internal static class ScoringText
{
    /// <summary>The words of a text: its parts between runs of white space, each cleaned by <see cref="TextRules"/>.</summary>
    public static List<string> Tokens(string text) =>
        TextRules.Clean(text) is { Length: > 0 } clean ? [.. clean.Split(' ')] : [];

    public static string WithoutWhiteSpace(string text) => TextRules.Clean(text).Replace(" ", "", StringComparison.Ordinal);

    public static string LettersAndNumbersOnly(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune) || Rune.IsNumber(rune))
                kept.Append(rune);
        }
        return kept.ToString();
    }

    /// <summary>Upper-casing, culture-free, where sharp s and the Latin ligatures become several letters (ß to SS, ﬁ to FI), as in Python's <c>str.upper</c>.</summary>
    public static string ToUpper(string text)
    {
        var upper = text.ToUpperInvariant();
        if (upper.AsSpan().IndexOfAnyInRange('\u00DF', '\uFB06') < 0)
            return upper;
        var full = new StringBuilder(upper.Length + 4);
        foreach (var letter in upper)
        {
            _ = letter switch
            {
                '\u00DF' => full.Append("SS"),
                '\u0131' => full.Append('I'),
                '\u017F' => full.Append('S'),
                '\u0149' => full.Append("\u02BCN"),
                '\uFB00' => full.Append("FF"),
                '\uFB01' => full.Append("FI"),
                '\uFB02' => full.Append("FL"),
                '\uFB03' => full.Append("FFI"),
                '\uFB04' => full.Append("FFL"),
                '\uFB05' or '\uFB06' => full.Append("ST"),
                _ => full.Append(letter),
            };
        }
        return full.ToString();
    }

    public static int Length(string text)
    {
        var pairs = 0;
        foreach (var unit in text)
        {
            if (char.IsLowSurrogate(unit))
                pairs++;
        }
        return text.Length - pairs;
    }
}
