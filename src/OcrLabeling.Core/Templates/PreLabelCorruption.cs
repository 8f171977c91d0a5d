using System.Text;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Templates;

/// <summary>A wrong reading that an engine might have made: a look-alike, two letters in the wrong order, one lost or doubled.</summary>
public static class PreLabelCorruption
{
    private static readonly string[] Alike = ["O0", "l1I", "S5", "B8", "Z2", "ec", "ao", "un", "hb", "vy", "rn", "G6", "gq", "ij", ".,", ":;", "-_", "7T", "tf", "DO"];

    /// <summary>Clean and never equal to <paramref name="text"/>, which is clean and has at least one character.</summary>
    public static string Of(string text, Random random)
    {
        var runes = text.EnumerateRunes().Select(r => r.ToString()).ToList();
        for (var tries = 0; tries < 20; tries++)
        {
            // what is accepted is cleaned, and must be what the card began with
            var wrong = TextRules.Clean(random.Next(4) switch
            {
                0 => Swap(runes, random.Next(runes.Count)),
                1 => Without(runes, random.Next(runes.Count)),
                _ => LookAlike(runes, random.Next(runes.Count), random),
            });
            if (wrong != text && wrong.Length > 0)
                return wrong;
        }
        return text + text[^1];
    }

    private static string Swap(List<string> runes, int at) =>
        at + 1 == runes.Count ? string.Concat(runes) : string.Concat([.. runes[..at], runes[at + 1], runes[at], .. runes[(at + 2)..]]);

    private static string Without(List<string> runes, int at) => string.Concat([.. runes[..at], .. runes[(at + 1)..]]);

    private static string LookAlike(List<string> runes, int at, Random random)
    {
        var others = Alike.Where(a => a.Contains(runes[at], StringComparison.Ordinal)).SelectMany(a => a.EnumerateRunes()).Select(r => r.ToString()).Where(o => o != runes[at]).ToList();
        if (others.Count == 0)
            return string.Concat(runes);
        var text = new StringBuilder();
        for (var i = 0; i < runes.Count; i++)
            text.Append(i == at ? others[random.Next(others.Count)] : runes[i]);
        return text.ToString();
    }
}
