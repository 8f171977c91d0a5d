namespace OcrLabeling.Cli.Evaluation;

/// <summary>A part of many items that covers every group evenly, the same on every call.</summary>
internal static class EvenSample
{
    /// <summary>
    /// At most <paramref name="limit"/> items in their order: the limit is shared out equally over the groups (a group too small for its
    /// share leaves the rest to the others), and within a group every k-th item is taken.
    /// </summary>
    public static IReadOnlyList<T> Take<T>(IReadOnlyList<T> items, Func<T, string> groupOf, int limit)
    {
        var groups = items.Index().GroupBy(i => groupOf(i.Item), i => i.Index).Select(g => g.ToList()).OrderBy(g => g.Count).ToList();
        var taken = new List<int>();
        for (var g = 0; g < groups.Count; g++)
        {
            var share = Math.Min(groups[g].Count, (limit - taken.Count) / (groups.Count - g));
            taken.AddRange(Enumerable.Range(0, share).Select(i => groups[g][(2 * i + 1) * groups[g].Count / (2 * share)]));
        }
        taken.Sort();
        return taken.ConvertAll(i => items[i]);
    }
}
