using System.Text;

namespace OcrLabeling.Core.Templates;

public enum DiffKind { Same, Added, Missing }

/// <param name="Text">Neighbouring characters of one kind.</param>
public readonly record struct DiffPart(DiffKind Kind, string Text);

/// <summary>Where two readings differ, by a shortest edit script (Wagner and Fischer, The string-to-string correction problem, 1974). A changed character is one missing and one added.</summary>
public static class CharacterDiff
{
    /// <summary>
    /// The parts of <paramref name="text"/> in their order; Missing ones stand in <paramref name="reference"/> alone. In code points; time and memory grow with the product of
    /// the lengths.
    /// </summary>
    public static IReadOnlyList<DiffPart> Of(string reference, string text) => Of<Rune>([.. reference.EnumerateRunes()], [.. text.EnumerateRunes()], string.Concat);

    /// <summary>The same in words between white space, each written with a space behind it.</summary>
    public static IReadOnlyList<DiffPart> OfWords(string reference, string text) =>
        Of<string>(reference.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), words => string.Concat(words.Select(w => w + ' ')));

    private static IReadOnlyList<DiffPart> Of<T>(T[] reference, T[] text, Func<IEnumerable<T>, string> join) where T : IEquatable<T>
    {
        var steps = Steps(reference, text);
        var parts = new List<(DiffKind Kind, List<T> Units)>();
        for (int i = 0, j = 0; i < reference.Length || j < text.Length;)
        {
            var (kind, unit) = i < reference.Length && j < text.Length && reference[i].Equals(text[j]) && steps[i, j] == steps[i + 1, j + 1] ? (DiffKind.Same, text[j])
                : i < reference.Length && steps[i, j] == steps[i + 1, j] + 1 ? (DiffKind.Missing, reference[i])
                : (DiffKind.Added, text[j]);
            i += kind == DiffKind.Added ? 0 : 1;
            j += kind == DiffKind.Missing ? 0 : 1;
            if (parts.Count > 0 && parts[^1].Kind == kind)
                parts[^1].Units.Add(unit);
            else
                parts.Add((kind, [unit]));
        }
        return [.. parts.Select(p => new DiffPart(p.Kind, join(p.Units)))];
    }

    /// <summary>Insertions and deletions that lead from the rest of one to the rest of the other.</summary>
    private static int[,] Steps<T>(T[] reference, T[] text) where T : IEquatable<T>
    {
        var steps = new int[reference.Length + 1, text.Length + 1];
        for (var i = reference.Length; i >= 0; i--)
        {
            for (var j = text.Length; j >= 0; j--)
            {
                steps[i, j] = i == reference.Length ? text.Length - j
                    : j == text.Length ? reference.Length - i
                    : reference[i].Equals(text[j]) ? steps[i + 1, j + 1]
                    : 1 + Math.Min(steps[i + 1, j], steps[i, j + 1]);
            }
        }
        return steps;
    }
}
