using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Monitoring;

/// <summary>Error rates of texts against a truth.</summary>
public static class TextAgreement
{
    /// <summary>Character error rate: edit distance in code points over the code points of the truth, summed over all pairs first; above 1 when far too much was typed; null when the truth is empty.</summary>
    public static double? CharacterErrorRate(IEnumerable<(string Truth, string Said)> pairs) =>
        Rate(pairs, text => [.. text.EnumerateRunes().Select(r => r.ToString())]);

    /// <summary>Word error rate: the same in words between white space.</summary>
    public static double? WordErrorRate(IEnumerable<(string Truth, string Said)> pairs) =>
        Rate(pairs, text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static double? Rate(IEnumerable<(string Truth, string Said)> pairs, Func<string, string[]> split)
    {
        long errors = 0, length = 0;
        foreach (var (truth, said) in pairs)
        {
            var units = split(truth);
            errors += TextDistance.Of<string>(units, split(said));
            length += units.Length;
        }
        return length == 0 ? null : (double)errors / length;
    }
}
