using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Monitoring;

/// <summary>
/// Krippendorff's alpha: 1 - observed / expected disagreement, over any number of answers per unit; units with fewer than two do not take part. 1 is perfect, 0 what chance
/// gives. Krippendorff, Computing Krippendorff's alpha-reliability, 2011, section C.
/// </summary>
public static class KrippendorffAlpha
{
    /// <summary>Answers are the same or not. Null when no two units differ, or no unit has two answers.</summary>
    public static double? Nominal(IEnumerable<IReadOnlyList<string>> units) => Of(units, (left, right) => left == right ? 0 : 1);

    /// <summary>
    /// Disagreement is the square of the normalised edit distance (Levenshtein in code points over the length of the longer text), so that a wrong comma counts little.
    /// Its time grows with the square of the number of different texts: sample large batches.
    /// </summary>
    public static double? EditDistance(IEnumerable<IReadOnlyList<string>> units) => Of(units, (left, right) =>
    {
        var distance = NormalisedDistance(left, right);
        return distance * distance;
    });

    /// <summary>0 for equal texts, 1 for texts without anything in common.</summary>
    public static double NormalisedDistance(string left, string right)
    {
        var longer = Math.Max(left.EnumerateRunes().Count(), right.EnumerateRunes().Count());
        return longer == 0 ? 0 : (double)TextDistance.Of(left, right) / longer;
    }

    private static double? Of(IEnumerable<IReadOnlyList<string>> units, Func<string, string, double> difference)
    {
        // coincidences: each ordered pair of answers to a unit weighs 1 / (answers - 1)
        var known = new Dictionary<(string, string), double>();
        double Difference(string left, string right)
        {
            var pair = string.CompareOrdinal(left, right) < 0 ? (left, right) : (right, left);
            return known.TryGetValue(pair, out var found) ? found : known[pair] = difference(left, right);
        }
        var totals = new Dictionary<string, int>();
        double observed = 0;
        foreach (var answers in units.Where(u => u.Count > 1))
        {
            foreach (var answer in answers)
                totals[answer] = totals.GetValueOrDefault(answer) + 1;
            var values = answers.CountBy(a => a).ToList();
            for (var i = 0; i < values.Count; i++)
                for (var j = i + 1; j < values.Count; j++)
                    observed += 2.0 * values[i].Value * values[j].Value * Difference(values[i].Key, values[j].Key) / (answers.Count - 1);
        }
        var all = totals.ToList();
        double n = totals.Values.Sum(), expected = 0;
        for (var i = 0; i < all.Count; i++)
            for (var j = i + 1; j < all.Count; j++)
                expected += 2.0 * all[i].Value * all[j].Value * Difference(all[i].Key, all[j].Key);
        return expected == 0 ? null : 1 - (n - 1) * observed / expected;
    }
}
