namespace OcrLabeling.Synthesis.Words.Texts;

/// <summary>Upper and lower case as documents mix it.</summary>
internal static class LetterCase
{
    /// <summary>60 in 100 as they are or with a capital, 25 in upper case, the rest all lower case or, seldom, each letter at random.</summary>
    public static string Vary(string text, SeededRandom random) => random.Unit() switch
    {
        < 0.40 => text,
        < 0.60 => Capital(text),
        < 0.86 => text.ToUpperInvariant(),
        < 0.98 => text.ToLowerInvariant(),
        _ => string.Concat(text.Select(c => random.Chance(0.5) ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c))),
    };

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
