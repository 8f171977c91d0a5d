namespace OcrLabeling.Ocr.Recognition;

/// <summary>One character of a decoded line.</summary>
/// <param name="Text">One character, or the few that a ligature sign stands for; a space only where the caller wants them.</param>
/// <param name="Step">Time step of its centre; steps divide the width of the line evenly.</param>
/// <param name="Probability">The largest probability along its steps, 0..1.</param>
internal readonly record struct CtcCharacter(string Text, double Step, double Probability);

/// <summary>A line as the network read it.</summary>
/// <param name="Characters">From left to right.</param>
/// <param name="SpaceProbability">Of the space class at each time step.</param>
internal sealed record CtcReading(IReadOnlyList<CtcCharacter> Characters, float[] SpaceProbability);

/// <summary>Best path of a CTC network (Graves et al., ICML 2006, section 3.2): the likeliest symbol of each step, repeats joined, blanks dropped.</summary>
internal static class CtcDecoder
{
    /// <param name="probabilities">Steps x classes, each row a distribution.</param>
    /// <param name="withSpaces">Whether spaces are characters of the reading.</param>
    public static CtcReading Decode(ReadOnlySpan<float> probabilities, Charset charset, bool withSpaces = false)
    {
        var steps = probabilities.Length / charset.ClassCount;
        var characters = new List<CtcCharacter>();
        var spaces = new float[steps];
        Span<float> symbols = new float[charset.SymbolCount];
        var run = new SymbolRun(Charset.Blank);
        for (var step = 0; step < steps; step++)
        {
            var row = probabilities.Slice(step * charset.ClassCount, charset.ClassCount);
            charset.Fold(row, symbols);
            spaces[step] = symbols[Charset.Space];
            var best = IndexOfLargest(symbols);
            if (best != run.Symbol)
            {
                run.AddTo(characters, charset, withSpaces);
                run = new SymbolRun(best);
            }
            run.Add(step, symbols[best]);
        }
        run.AddTo(characters, charset, withSpaces);
        return new(characters, spaces);
    }

    private static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
                best = i;
        }
        return best;
    }

    /// <summary>Neighbouring steps of the same symbol.</summary>
    private struct SymbolRun(int symbol)
    {
        private double weight, weightedStep, largest;

        public readonly int Symbol => symbol;

        public void Add(int step, double probability)
        {
            weight += probability;
            weightedStep += probability * step;
            largest = Math.Max(largest, probability);
        }

        public readonly void AddTo(List<CtcCharacter> characters, Charset charset, bool withSpaces)
        {
            if (symbol != Charset.Blank && (withSpaces || symbol != Charset.Space))
                characters.Add(new(charset.Text(symbol), weightedStep / weight, Math.Min(1, largest)));
        }
    }
}
