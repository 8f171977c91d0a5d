using System.Text;

namespace OcrLabeling.Ocr.Scoring;

/// <summary>How texts are cut and folded before they are compared; positions and lengths are in Unicode code points.</summary>
internal static class ScoringText
{
    /// <summary>The words of a text: its parts between runs of white space.</summary>
    public static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && !IsWhiteSpace(text[i]);
            if (inside && start < 0)
                start = i;
            if (inside || start < 0)
                continue;
            tokens.Add(text[start..i]);
            start = -1;
        }
        return tokens;
    }

    /// <summary>Runs of white space become one space, none at the ends.</summary>
    public static string FoldWhiteSpace(string text) => string.Join(' ', Tokens(text));

    public static string WithoutWhiteSpace(string text) => string.Concat(Tokens(text));

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

    /// <summary>White space of Unicode and the four ASCII separators, which .NET leaves out.</summary>
    private static bool IsWhiteSpace(char unit) => char.IsWhiteSpace(unit) || unit is >= '\u001C' and <= '\u001F';
}
