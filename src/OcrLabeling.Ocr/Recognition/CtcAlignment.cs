namespace OcrLabeling.Ocr.Recognition;

/// <summary>Where the characters of a given text stand: the likeliest of its alignments under a CTC network (Viterbi over the states of Graves et al., ICML 2006, section 4.1).</summary>
internal static class CtcAlignment
{
    /// <param name="probabilities">Steps x classes, each row a distribution.</param>
    /// <param name="labels">Classes of the text, none of them the blank.</param>
    /// <returns>For every label its first and last step; null where the text needs more steps than there are.</returns>
    public static IReadOnlyList<(int First, int Last)>? Find(ReadOnlySpan<float> probabilities, int classes, ReadOnlySpan<int> labels)
    {
        var steps = probabilities.Length / classes;
        var states = 2 * labels.Length + 1;
        var cameFrom = new byte[steps * states]; // how many states before: 0, 1 or 2
        var now = new double[states];
        var next = new double[states];
        Array.Fill(now, double.NegativeInfinity);
        for (var step = 0; step < steps; step++)
        {
            var row = probabilities.Slice(step * classes, classes);
            for (var state = 0; state < states; state++)
            {
                var (best, back) = step == 0 ? (state < 2 ? 0 : double.NegativeInfinity, 0) : (now[state], 0);
                if (step > 0 && state > 0 && now[state - 1] > best)
                    (best, back) = (now[state - 1], 1);
                if (step > 0 && state > 2 && state % 2 == 1 && labels[state / 2] != labels[state / 2 - 1] && now[state - 2] > best)
                    (best, back) = (now[state - 2], 2);
                next[state] = best + Math.Log(Math.Max(row[state % 2 == 0 ? 0 : labels[state / 2]], float.Epsilon));
                cameFrom[step * states + state] = (byte)back;
            }
            (now, next) = (next, now);
        }
        var end = states > 1 && now[^2] > now[^1] ? states - 2 : states - 1;
        return double.IsNegativeInfinity(now[end]) ? null : Trace(cameFrom, steps, states, end);
    }

    private static (int First, int Last)[] Trace(byte[] cameFrom, int steps, int states, int state)
    {
        var places = new (int First, int Last)[states / 2];
        var entered = -1;
        for (var step = steps - 1; step >= 0; step--)
        {
            if (state % 2 == 1)
                places[state / 2] = (step, entered == state ? places[state / 2].Last : step);
            entered = state;
            state -= cameFrom[step * states + state];
        }
        return places;
    }
}
