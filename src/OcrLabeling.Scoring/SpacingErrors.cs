namespace OcrLabeling.Scoring;

/// <summary>
/// Right characters with wrong spaces: truth words read as one ("helloworld") and truth words read in pieces ("wo rld"). By place
/// where both sides have word boxes; otherwise by neighbourhood among the words that found no equal.
/// </summary>
internal static class SpacingErrors
{
    /// <summary>Share of the smaller box's area that must lie inside the larger one.</summary>
    private const double MinimumInside = 0.5;

    /// <summary>Most neighbours that are tried as one word when there are no boxes.</summary>
    private const int LongestRun = 6;

    /// <param name="correct">Pairs that were matched with equal text; their words are not at fault.</param>
    public static (int Merged, int Fragmented) ByPlace(IReadOnlyList<Token> truth, IReadOnlyList<Token> predicted, IEnumerable<BoxPair> correct)
    {
        var rightTruth = new HashSet<int>();
        var rightPredicted = new HashSet<int>();
        foreach (var pair in correct)
        {
            rightTruth.Add(pair.Truth);
            rightPredicted.Add(pair.Predicted);
        }
        var wrongTruth = truth.Where((_, i) => !rightTruth.Contains(i)).ToList();
        var wrongPredicted = predicted.Where((_, i) => !rightPredicted.Contains(i)).ToList();
        return (wrongPredicted.Sum(whole => PiecesOf(whole, wrongTruth)), wrongTruth.Count(whole => PiecesOf(whole, wrongPredicted) > 0));
    }

    /// <param name="truth">Words in reading order.</param>
    /// <param name="predicted">Words in reading order.</param>
    public static (int Merged, int Fragmented) ByNeighbourhood(IReadOnlyList<string> truth, IReadOnlyList<string> predicted)
    {
        var truthLeft = Unmatched(truth, predicted);
        var predictedLeft = Unmatched(predicted, truth);
        return (CountRuns(truthLeft, predictedLeft).Pieces, CountRuns(predictedLeft, truthLeft).Wholes);
    }

    /// <summary>How many of the words lie inside the whole, when their texts from left to right make up its text; otherwise 0.</summary>
    private static int PiecesOf(Token whole, List<Token> words)
    {
        var inside = words.Where(w => ShareInside(w.Box.GetValueOrDefault(), whole.Box.GetValueOrDefault()) >= MinimumInside).ToList();
        return inside.Count >= 2 && string.Concat(inside.OrderBy(w => w.Box.GetValueOrDefault().X0).Select(w => w.Text)) == whole.Text ? inside.Count : 0;
    }

    private static double ShareInside(Box inner, Box outer)
    {
        var width = Math.Min(inner.X1, outer.X1) - Math.Max(inner.X0, outer.X0);
        var height = Math.Min(inner.Y1, outer.Y1) - Math.Max(inner.Y0, outer.Y0);
        return width <= 0 || height <= 0 ? 0 : width * height / inner.Area;
    }

    /// <summary>The words in their order, null where the other side holds an equal one.</summary>
    private static List<string?> Unmatched(IReadOnlyList<string> words, IReadOnlyList<string> others)
    {
        var totals = BagOfWords.Totals(others);
        return [.. words.Select(w => BagOfWords.Take(totals, w) ? null : w)];
    }

    /// <summary>Runs of neighbouring pieces that make up one of the wholes, each whole used once.</summary>
    private static (int Pieces, int Wholes) CountRuns(List<string?> pieces, List<string?> wholes)
    {
        var totals = BagOfWords.Totals(wholes.OfType<string>());
        int pieceCount = 0, wholeCount = 0;
        for (var start = 0; start < pieces.Count; start++)
        {
            var joined = pieces[start];
            for (var length = 2; joined is not null && length <= LongestRun && start + length <= pieces.Count; length++)
            {
                joined = pieces[start + length - 1] is { } next ? joined + next : null;
                if (joined is null || !BagOfWords.Take(totals, joined))
                    continue;
                pieceCount += length;
                wholeCount++;
                start += length - 1;
                break;
            }
        }
        return (pieceCount, wholeCount);
    }
}
