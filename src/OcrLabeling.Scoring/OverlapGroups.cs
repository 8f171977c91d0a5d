namespace OcrLabeling.Scoring;

/// <summary>Truth boxes and predicted boxes connected, directly or through others, by any overlap.</summary>
internal static class OverlapGroups
{
    /// <summary>Groups that hold both kinds, each list in rising order.</summary>
    public static IEnumerable<(List<int> Truth, List<int> Predicted)> Of(IReadOnlyList<Box> truth, IReadOnlyList<Box> predicted)
    {
        var parents = Enumerable.Range(0, truth.Count + predicted.Count).ToArray();
        for (var t = 0; t < truth.Count; t++)
        {
            for (var p = 0; p < predicted.Count; p++)
            {
                if (truth[t].IntersectionOverUnion(predicted[p]) > 0)
                    parents[Root(parents, t)] = Root(parents, truth.Count + p);
            }
        }
        var groups = new Dictionary<int, (List<int> Truth, List<int> Predicted)>();
        for (var i = 0; i < parents.Length; i++)
        {
            var root = Root(parents, i);
            if (!groups.TryGetValue(root, out var group))
                groups.Add(root, group = ([], []));
            if (i < truth.Count)
                group.Truth.Add(i);
            else
                group.Predicted.Add(i - truth.Count);
        }
        return groups.Values.Where(g => g.Truth.Count > 0 && g.Predicted.Count > 0);
    }

    private static int Root(int[] parents, int node)
    {
        while (parents[node] != node)
            node = parents[node] = parents[parents[node]];
        return node;
    }
}
