using System.Text;

namespace OcrLabeling.Core.Templates;

/// <summary>Levenshtein distance: insertions, deletions and substitutions cost 1 each.</summary>
public static class TextDistance
{
    /// <summary>In Unicode code points.</summary>
    public static int Of(string left, string right) => Of<Rune>([.. left.EnumerateRunes()], [.. right.EnumerateRunes()]);

    public static int Of<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right) where T : IEquatable<T>
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = diagonal + (left[i - 1].Equals(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.Length];
    }
}
