namespace OcrLabeling.Core.Monitoring;

/// <summary>Agreement between people who put units into classes; answers count as the same or not. A value is any text; equal texts are one class.</summary>
public static class NominalAgreement
{
    /// <summary>Share of pairs of answers to the same unit that are equal, 0..1; null when no unit has two answers.</summary>
    /// <param name="units">The answers to each unit.</param>
    public static double? Exact(IEnumerable<IReadOnlyList<string>> units)
    {
        long pairs = 0, equal = 0;
        foreach (var answers in units)
        {
            pairs += (long)answers.Count * (answers.Count - 1) / 2;
            equal += answers.GroupBy(a => a).Sum(g => (long)g.Count() * (g.Count() - 1) / 2);
        }
        return pairs == 0 ? null : (double)equal / pairs;
    }

    /// <summary>
    /// Cohen's kappa of two raters over the same units: (p_o - p_e) / (1 - p_e), with p_e from each rater's own shares. 1 when both always agree; null without units, or when
    /// chance alone must agree (both use one class only, the same). Cohen, A coefficient of agreement for nominal scales, 1960.
    /// </summary>
    public static double? Cohen(IReadOnlyList<(string First, string Second)> units)
    {
        if (units.Count == 0)
            return null;
        double n = units.Count;
        var first = units.CountBy(u => u.First).ToDictionary();
        var second = units.CountBy(u => u.Second).ToDictionary();
        var observed = units.Count(u => u.First == u.Second) / n;
        var expected = first.Sum(f => f.Value / n * (second.GetValueOrDefault(f.Key) / n));
        return expected == 1 ? null : (observed - expected) / (1 - expected);
    }

    /// <summary>
    /// Fleiss' kappa; every unit has the same number of answers, at least two. Null without units, or when all answers are of one class.
    /// Fleiss, Measuring nominal scale agreement among many raters, 1971.
    /// </summary>
    /// <exception cref="ArgumentException">Units differ in their number of answers, or have fewer than two.</exception>
    public static double? Fleiss(IReadOnlyCollection<IReadOnlyList<string>> units)
    {
        if (units.Count == 0)
            return null;
        var raters = units.First().Count;
        if (raters < 2 || units.Any(u => u.Count != raters))
            throw new ArgumentException("Fleiss' kappa needs the same number of answers, two or more, for every unit.", nameof(units));
        var observed = units.Average(unit => unit.CountBy(a => a).Sum(c => (double)c.Value * (c.Value - 1)) / (raters * (raters - 1.0)));
        var total = (double)units.Count * raters;
        var expected = units.SelectMany(u => u).CountBy(a => a).Sum(c => c.Value / total * (c.Value / total));
        return expected == 1 ? null : (observed - expected) / (1 - expected);
    }
}
