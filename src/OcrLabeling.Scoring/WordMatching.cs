namespace OcrLabeling.Scoring;

/// <summary>A truth box and a predicted box taken for the same word, by their places in the two lists.</summary>
public readonly record struct BoxPair(int Truth, int Predicted);

/// <summary>One-to-one matching of truth boxes and predicted boxes that overlap by IoU 0.5 or more.</summary>
public static class WordMatching
{
    /// <summary>Least intersection over union of a match.</summary>
    public const double MinimumOverlap = 0.5;

    /// <summary>Takes pairs by falling IoU; equal ones by the order of the truth, then of the predictions.</summary>
    public static IReadOnlyList<BoxPair> Greedy(IReadOnlyList<Box> truth, IReadOnlyList<Box> predicted)
    {
        var candidates = new List<(double Overlap, BoxPair Pair)>();
        for (var t = 0; t < truth.Count; t++)
        {
            for (var p = 0; p < predicted.Count; p++)
            {
                var overlap = truth[t].IntersectionOverUnion(predicted[p]);
                if (overlap >= MinimumOverlap)
                    candidates.Add((overlap, new(t, p)));
            }
        }
        var truthTaken = new bool[truth.Count];
        var predictedTaken = new bool[predicted.Count];
        var pairs = new List<BoxPair>();
        foreach (var (_, pair) in candidates.OrderByDescending(c => c.Overlap).ThenBy(c => c.Pair.Truth).ThenBy(c => c.Pair.Predicted))
        {
            if (truthTaken[pair.Truth] || predictedTaken[pair.Predicted])
                continue;
            truthTaken[pair.Truth] = predictedTaken[pair.Predicted] = true;
            pairs.Add(pair);
        }
        return pairs;
    }

    /// <summary>
    /// The assignment of greatest total IoU over all overlapping boxes, of which pairs of IoU 0.5 or more are kept, as in docTR's
    /// OCRMetric, solved separately for each group of boxes that overlap.
    /// </summary>
    public static IReadOnlyList<BoxPair> Optimal(IReadOnlyList<Box> truth, IReadOnlyList<Box> predicted)
    {
        var pairs = new List<BoxPair>();
        foreach (var (truthGroup, predictedGroup) in OverlapGroups.Of(truth, predicted))
        {
            var gain = new double[truthGroup.Count, predictedGroup.Count];
            for (var t = 0; t < truthGroup.Count; t++)
            {
                for (var p = 0; p < predictedGroup.Count; p++)
                    gain[t, p] = truth[truthGroup[t]].IntersectionOverUnion(predicted[predictedGroup[p]]);
            }
            var assignment = HungarianAssignment.Maximize(gain);
            for (var t = 0; t < truthGroup.Count; t++)
            {
                if (assignment[t] is var p and >= 0 && gain[t, p] >= MinimumOverlap)
                    pairs.Add(new(truthGroup[t], predictedGroup[p]));
            }
        }
        return pairs;
    }
}
