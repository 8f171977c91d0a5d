using System.Buffers;

namespace OcrLabeling.Ocr.Recognition;

/// <summary>How likely a text is under a CTC network: the sum over all its alignments (Graves et al., ICML 2006, section 4.1).</summary>
internal static class CtcProbability
{
    /// <param name="probabilities">Steps x classes, each row a distribution.</param>
    /// <param name="labels">Classes of the text, none of them the blank.</param>
    /// <returns>0..1; 0 also where the text needs more steps than there are.</returns>
    public static double Of(ReadOnlySpan<float> probabilities, int classes, ReadOnlySpan<int> labels)
    {
        var steps = probabilities.Length / classes;
        var states = 2 * labels.Length + 1; // a blank before, between and behind the labels
        var pool = ArrayPool<double>.Shared.Rent(2 * states);
        var now = pool.AsSpan(0, states);
        var next = pool.AsSpan(states, states);
        now.Clear();
        now[0] = 1;
        var logScale = 0.0;
        for (var step = 0; step < steps; step++)
        {
            var row = probabilities.Slice(step * classes, classes);
            var sum = 0.0;
            for (var state = 0; state < states; state++)
            {
                var total = now[state];
                // before the first step there is only the state before the first blank, which both the blank and the first label follow
                if (state > 0 && (step > 0 || state == 1))
                    total += now[state - 1];
                if (state > 2 && state % 2 == 1 && labels[state / 2] != labels[state / 2 - 1])
                    total += now[state - 2];
                next[state] = total * row[state % 2 == 0 ? 0 : labels[state / 2]];
                sum += next[state];
            }
            var swap = now;
            now = next;
            next = swap;
            if (sum <= 0)
                break;
            // kept near 1, so that long texts do not vanish
            logScale += Math.Log(sum);
            foreach (ref var value in now)
                value /= sum;
        }
        var end = now[^1] + (states > 1 ? now[^2] : 0);
        ArrayPool<double>.Shared.Return(pool);
        return end > 0 ? Math.Min(1, Math.Exp(logScale + Math.Log(end))) : 0;
    }
}
