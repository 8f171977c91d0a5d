namespace OcrLabeling.Ocr.Recognition;

/// <summary>What the word network read on one word image.</summary>
/// <param name="Text">Spaces between words kept; empty when there is nothing to read.</param>
/// <param name="Confidence">Probability of exactly this text, 0..1.</param>
/// <param name="Characters">With the step each one is read at, spaces too; a step is <see cref="WordRecognizer.StepPixels"/> pixels of the scaled image.</param>
internal sealed record WordReading(string Text, double Confidence, IReadOnlyList<CtcCharacter> Characters);

/// <summary>
/// The likeliest text given the network's output and what texts look like: a token that is no word and no number of the lexicon counts <see cref="StrangeTokenWeight"/> of what
/// it would count otherwise. Where the network is sure, it has the last word.
/// </summary>
/// <param name="charset">Its classes are exactly the characters of <see cref="WordCharset"/>.</param>
internal sealed class WordDecoder(Charset charset, Lexicon lexicon)
{
    /// <summary>e^-3: the best on the words of validation documents, where anything from e^-2 to e^-3.5 does about as well (docs/adr/0006-word-network.md).</summary>
    private const double StrangeTokenWeight = 0.05;

    /// <summary>Beyond this no other text could win by weight alone.</summary>
    private const double Sure = 0.95;

    private const int BeamWidth = 12;

    /// <param name="probabilities">Steps x classes, each row a distribution.</param>
    public WordReading Decode(ReadOnlySpan<float> probabilities)
    {
        var path = CtcDecoder.Decode(probabilities, charset, withSpaces: true).Characters;
        var text = string.Concat(path.Select(character => character.Text));
        var probability = CtcProbability.Of(probabilities, charset.ClassCount, Labels(text));
        if (probability >= Sure)
            return new(text.Trim(), probability, path);
        var candidates = CtcBeam.Decode(probabilities, charset, BeamWidth).Select(c => (c.Text, c.Probability, Weight: c.Probability * Weight(c.Text))).ToList();
        var best = candidates.MaxBy(candidate => candidate.Weight);
        if (best.Text is null)
            return new(text.Trim(), probability, path);
        // what the beam did not follow is taken for strange
        var others = StrangeTokenWeight * Math.Max(0, 1 - candidates.Sum(candidate => candidate.Probability));
        var confidence = best.Weight / (candidates.Sum(candidate => candidate.Weight) + others);
        return new(best.Text.Trim(), confidence, best.Text == text ? path : Align(probabilities, best.Text) ?? path);
    }

    private double Weight(string text) => Math.Pow(StrangeTokenWeight, lexicon.StrangeTokens(text.AsSpan().Trim()));

    private List<CtcCharacter>? Align(ReadOnlySpan<float> probabilities, string text)
    {
        var labels = Labels(text);
        if (CtcAlignment.Find(probabilities, charset.ClassCount, labels) is not { } places)
            return null;
        var characters = new List<CtcCharacter>(text.Length);
        for (var i = 0; i < labels.Length; i++)
        {
            var (first, last) = places[i];
            var largest = 0f;
            for (var step = first; step <= last; step++)
                largest = Math.Max(largest, probabilities[step * charset.ClassCount + labels[i]]);
            characters.Add(new(text[i].ToString(), (first + last) / 2.0, Math.Min(1, largest)));
        }
        return characters;
    }

    private static int[] Labels(string text) => [.. text.Select(character => WordCharset.Characters.IndexOf(character, StringComparison.Ordinal) + 1)];
}
