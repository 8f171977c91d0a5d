using System.Runtime.InteropServices;

namespace OcrLabeling.Scoring;

/// <summary>
/// Levenshtein distance: the fewest insertions, deletions and substitutions, each costing 1. Bit-parallel over 64 rows at a time
/// (Myers 1999, in the form of Hyyrö 2003), so that whole pages take milliseconds.
/// </summary>
public static class EditDistance
{
    /// <summary>A truth symbol that equals any one symbol.</summary>
    internal const int Wildcard = -1;

    private const int BlockBits = 64;

    /// <summary>Distance in Unicode code points.</summary>
    public static int Between(string truth, string read) => Between(CodePoints(truth), CodePoints(read));

    internal static int Between(ReadOnlySpan<int> truth, ReadOnlySpan<int> read)
    {
        if (truth.Length == 0 || read.Length == 0)
            return truth.Length + read.Length;
        var blocks = (truth.Length + BlockBits - 1) / BlockBits;
        var places = Places(truth, blocks, out var wildcards);
        var column = new Column(blocks, lastRow: 1UL << ((truth.Length - 1) % BlockBits));
        var distance = truth.Length;
        foreach (var symbol in read)
            distance += column.Advance(places.GetValueOrDefault(symbol, wildcards));
        return distance;
    }

    internal static int[] CodePoints(string text) => [.. text.EnumerateRunes().Select(r => r.Value)];

    /// <summary>For each symbol of the truth, one bit for each row that it equals; wildcards have their bit in all of them.</summary>
    private static Dictionary<int, ulong[]> Places(ReadOnlySpan<int> truth, int blocks, out ulong[] wildcards)
    {
        wildcards = new ulong[blocks];
        for (var row = 0; row < truth.Length; row++)
        {
            if (truth[row] == Wildcard)
                wildcards[row / BlockBits] |= 1UL << (row % BlockBits);
        }
        var places = new Dictionary<int, ulong[]>();
        for (var row = 0; row < truth.Length; row++)
        {
            if (truth[row] == Wildcard)
                continue;
            ref var bits = ref CollectionsMarshal.GetValueRefOrAddDefault(places, truth[row], out _);
            bits ??= (ulong[])wildcards.Clone();
            bits[row / BlockBits] |= 1UL << (row % BlockBits);
        }
        return places;
    }

    /// <summary>One column of the distance table as differences: a bit where a row is one more, or one less, than the row above.</summary>
    private readonly struct Column
    {
        private readonly ulong[] more;
        private readonly ulong[] less;
        private readonly ulong lastRow;

        public Column(int blocks, ulong lastRow)
        {
            more = new ulong[blocks];
            less = new ulong[blocks];
            this.lastRow = lastRow;
            Array.Fill(more, ulong.MaxValue);
        }

        /// <summary>Moves to the next column; returns by how much the last row changed (-1, 0 or 1).</summary>
        public int Advance(ulong[] equal)
        {
            var step = 1; // the row above the first one grows by one in each column
            for (var block = 0; block < more.Length; block++)
            {
                var bits = equal[block] | (step < 0 ? 1UL : 0);
                var diagonal = (((bits & more[block]) + more[block]) ^ more[block]) | bits;
                var grows = less[block] | ~(diagonal | more[block]);
                var shrinks = more[block] & diagonal;
                var last = block == more.Length - 1 ? lastRow : 1UL << (BlockBits - 1);
                var next = ((grows & last) != 0 ? 1 : 0) - ((shrinks & last) != 0 ? 1 : 0);
                grows = (grows << 1) | (step > 0 ? 1UL : 0);
                shrinks = (shrinks << 1) | (step < 0 ? 1UL : 0);
                var vertical = equal[block] | less[block];
                more[block] = shrinks | ~(vertical | grows);
                less[block] = grows & vertical;
                step = next;
            }
            return step;
        }
    }
}
