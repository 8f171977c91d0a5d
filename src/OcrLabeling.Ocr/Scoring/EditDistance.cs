namespace OcrLabeling.Ocr.Scoring;

/// <summary>Levenshtein distance: the fewest insertions, deletions and substitutions, each costing 1.</summary>
public static class EditDistance
{
    /// <summary>A truth symbol that equals any one symbol.</summary>
    internal const int Wildcard = -1;

    /// <summary>Distance in Unicode code points.</summary>
    public static int Between(string truth, string read) => Between(CodePoints(truth), CodePoints(read));

    internal static int Between(ReadOnlySpan<int> truth, ReadOnlySpan<int> read)
    {
        var shared = 0;
        while (shared < truth.Length && shared < read.Length && Equal(truth[shared], read[shared]))
            shared++;
        truth = truth[shared..];
        read = read[shared..];
        var distances = new int[read.Length + 1];
        for (var j = 0; j < distances.Length; j++)
            distances[j] = j;
        for (var i = 0; i < truth.Length; i++)
        {
            var diagonal = distances[0];
            distances[0] = i + 1;
            for (var j = 0; j < read.Length; j++)
            {
                var substituted = diagonal + (Equal(truth[i], read[j]) ? 0 : 1);
                diagonal = distances[j + 1];
                distances[j + 1] = Math.Min(substituted, Math.Min(diagonal, distances[j]) + 1);
            }
        }
        return distances[^1];
    }

    internal static int[] CodePoints(string text) => [.. text.EnumerateRunes().Select(r => r.Value)];

    private static bool Equal(int truth, int read) => truth == read || truth == Wildcard;
}
