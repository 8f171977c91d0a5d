namespace OcrLabeling.Ocr.Recognition;

/// <summary>One of several ways to read an image.</summary>
/// <param name="Text">Spaces included; may be empty.</param>
/// <param name="Probability">Sum over the alignments that were followed, 0..1.</param>
internal readonly record struct CtcCandidate(string Text, double Probability);

/// <summary>Prefix beam search over a CTC network's output (Hannun et al., arXiv:1408.2873, without a language model): the likeliest texts, not the likeliest path.</summary>
internal static class CtcBeam
{
    /// <summary>Symbols less likely than this at a step do not lengthen a text there.</summary>
    private const double LeastProbability = 1e-3;

    /// <param name="probabilities">Steps x classes, each row a distribution.</param>
    /// <param name="width">How many texts are followed at a time; at least 1.</param>
    /// <returns>At most <paramref name="width"/> different texts, the likeliest first.</returns>
    public static IReadOnlyList<CtcCandidate> Decode(ReadOnlySpan<float> probabilities, Charset charset, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        Span<float> symbols = new float[charset.SymbolCount];
        var likely = new List<int>();
        List<Prefix> beam = [Prefix.Empty()];
        for (var start = 0; start < probabilities.Length; start += charset.ClassCount)
        {
            charset.Fold(probabilities.Slice(start, charset.ClassCount), symbols);
            likely.Clear();
            for (var symbol = 1; symbol < symbols.Length; symbol++)
            {
                if (symbols[symbol] >= LeastProbability)
                    likely.Add(symbol);
            }
            var reached = new HashSet<Prefix>();
            foreach (var prefix in beam)
            {
                prefix.Stay(symbols);
                reached.Add(prefix);
                foreach (var symbol in likely)
                    reached.Add(prefix.Lengthen(symbol, symbols[symbol]));
            }
            foreach (var prefix in reached)
                prefix.Advance();
            var best = reached.OrderByDescending(prefix => prefix.Probability).ThenBy(prefix => prefix.Depth).Take(width).ToList();
            foreach (var prefix in reached.Except(best))
                prefix.Forget();
            beam = best;
        }
        return [.. beam.Where(prefix => prefix.Probability > 0).Select(prefix => new CtcCandidate(prefix.Text(charset), Math.Min(1, prefix.Probability)))];
    }

    /// <summary>A text so far, with the probabilities that its paths end in a blank and in its last symbol.</summary>
    private sealed class Prefix(Prefix? parent, int symbol)
    {
        private readonly Dictionary<int, Prefix> longer = [];
        private double inBlank, inSymbol, nextInBlank, nextInSymbol;

        public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

        public double Probability => inBlank + inSymbol;

        public static Prefix Empty() => new(null, Charset.Blank) { inBlank = 1 };

        public void Stay(ReadOnlySpan<float> symbols)
        {
            nextInBlank += Probability * symbols[Charset.Blank];
            if (parent is not null)
                nextInSymbol += inSymbol * symbols[symbol];
        }

        public Prefix Lengthen(int next, double probability)
        {
            if (!longer.TryGetValue(next, out var prefix))
                longer[next] = prefix = new(this, next);
            // the same symbol again is a second one only across a blank
            prefix.nextInSymbol += (next == symbol ? inBlank : Probability) * probability;
            return prefix;
        }

        public void Advance() => (inBlank, inSymbol, nextInBlank, nextInSymbol) = (nextInBlank, nextInSymbol, 0, 0);

        public void Forget() => (inBlank, inSymbol) = (0, 0);

        public string Text(Charset charset) => parent is null ? "" : parent.Text(charset) + charset.Text(symbol);
    }
}
