using System.Text;

namespace OcrLabeling.Ocr.Text;

/// <summary>The text foldings that scores and readings use, the same on every machine and in every culture.</summary>
public static class UnicodeText
{
    /// <summary>Normalisation form C: letters and their marks joined into one character where Unicode has one.</summary>
    public static string Compose(string text) => text.Normalize(NormalizationForm.FormC);

    /// <summary>Normalisation form KC: form C with full-width, ligature, superscript and other presentation forms folded to the plain ones.</summary>
    public static string ComposeCompatible(string text) => text.Normalize(NormalizationForm.FormKC);

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
}
