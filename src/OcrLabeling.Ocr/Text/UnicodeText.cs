using System.Text;

namespace OcrLabeling.Ocr.Text;

/// <summary>
/// Unicode normalisation and full upper-casing that work without ICU. Use these instead of <see cref="string.Normalize()"/> and
/// <see cref="string.ToUpperInvariant"/>: under invariant globalization the first returns its input unchanged and the second leaves
/// ligatures and sharp s alone. Source: Unicode Standard Annex 15; tested equal to Python's unicodedata on every code point.
/// </summary>
public static class UnicodeText
{
    private const int HangulBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28;

    /// <summary>Normalisation form C: letters and their marks joined into one character where Unicode has one.</summary>
    public static string Compose(string text) => IsBelow(text, '\u0300') ? text : Normalize(text, compatibly: false);

    /// <summary>Normalisation form KC: form C with full-width, ligature, superscript and other presentation forms folded to the plain ones.</summary>
    public static string ComposeCompatible(string text) => IsBelow(text, '\u00A0') ? text : Normalize(text, compatibly: true);

    /// <summary>Full upper-casing, culture-free: one character may become several (ß to SS, ﬁ to FI).</summary>
    public static string ToUpper(string text)
    {
        if (IsBelow(text, '\u00DF'))
            return text.ToUpperInvariant();
        var upper = new StringBuilder(text.Length + 4);
        foreach (var rune in text.EnumerateRunes())
        {
            if (UnicodeData.Instance.TryUppercase(rune.Value, out var sequence))
                upper.Append(sequence);
            else
                upper.Append(Rune.ToUpperInvariant(rune));
        }
        return upper.ToString();
    }

    private static bool IsBelow(string text, char limit) => text.AsSpan().IndexOfAnyInRange(limit, '\uFFFF') < 0;

    private static string Normalize(string text, bool compatibly)
    {
        var codes = new List<int>(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
            Decompose(rune.Value, compatibly, codes);
        SortMarks(codes);
        var result = new StringBuilder(text.Length);
        foreach (var code in ComposePairs(codes))
            result.Append(new Rune(code));
        return result.ToString();
    }

    private static void Decompose(int code, bool compatibly, List<int> into)
    {
        var syllable = code - HangulBase;
        if (syllable is >= 0 and < LeadCount * VowelCount * TailCount)
        {
            into.Add(LeadBase + syllable / (VowelCount * TailCount));
            into.Add(VowelBase + syllable % (VowelCount * TailCount) / TailCount);
            if (syllable % TailCount != 0)
                into.Add(TailBase + syllable % TailCount);
        }
        else if (UnicodeData.Instance.TryDecompose(code, compatibly, out var sequence))
        {
            foreach (var part in sequence)
                Decompose(part, compatibly, into);
        }
        else
        {
            into.Add(code);
        }
    }

    /// <summary>Puts runs of combining marks into the order of their classes, equal classes left as they stand.</summary>
    private static void SortMarks(List<int> codes)
    {
        for (var i = 1; i < codes.Count; i++)
        {
            var order = UnicodeData.Instance.CombiningClass(codes[i]);
            if (order == 0)
                continue;
            var mark = codes[i];
            var at = i;
            for (; at > 0 && UnicodeData.Instance.CombiningClass(codes[at - 1]) > order; at--)
                codes[at] = codes[at - 1];
            codes[at] = mark;
        }
    }

    private static List<int> ComposePairs(List<int> codes)
    {
        var result = new List<int>(codes.Count);
        var starter = -1;
        var lastClass = -1; // class of the last character kept after the starter; -1 when there is none between
        foreach (var code in codes)
        {
            int order = UnicodeData.Instance.CombiningClass(code);
            if (starter >= 0 && lastClass < order && TryComposePair(result[starter], code, out var composite))
            {
                result[starter] = composite;
                continue;
            }
            if (order == 0)
                starter = result.Count;
            lastClass = order == 0 ? -1 : order;
            result.Add(code);
        }
        return result;
    }

    private static bool TryComposePair(int first, int second, out int composite)
    {
        if (first - LeadBase is >= 0 and < LeadCount && second - VowelBase is >= 0 and < VowelCount)
        {
            composite = HangulBase + ((first - LeadBase) * VowelCount + (second - VowelBase)) * TailCount;
            return true;
        }
        if (first - HangulBase is >= 0 and < LeadCount * VowelCount * TailCount && (first - HangulBase) % TailCount == 0
            && second - TailBase is > 0 and < TailCount)
        {
            composite = first + second - TailBase;
            return true;
        }
        return UnicodeData.Instance.TryCompose(first, second, out composite);
    }
}
