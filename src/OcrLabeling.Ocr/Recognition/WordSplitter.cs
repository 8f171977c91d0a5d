using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Recognition;

/// <summary>One word of a line.</summary>
/// <param name="Confidence">Geometric mean of its characters' probabilities, 0..1.</param>
/// <param name="Box">In pixels of the scaled line image.</param>
internal sealed record LineWord(string Text, double Confidence, Box Box);

/// <summary>What lies between two neighbouring characters of a line.</summary>
/// <param name="SpaceProbability">The largest probability of the space class at the steps between them.</param>
/// <param name="Distance">From centre to centre, in pixels.</param>
/// <param name="GapStart">First column of the widest run without ink between their centres.</param>
/// <param name="GapWidth">Its width in pixels.</param>
internal readonly record struct CharacterGap(double SpaceProbability, double Distance, int GapStart, int GapWidth);

/// <summary>
/// Finds the spaces of English text that the recogniser, trained for Chinese, seldom outputs: the faint probability of its space class, the gap in
/// the ink (wide, and wider than the line's usual one) and the distance of the characters decide together, by a logistic function.
/// </summary>
/// <remarks>Fitted on 27,000 neighbouring characters of receipts, forms and letters; on pages left out it finds 89 to 100 % of the spaces at 97 to 99 % precision.</remarks>
internal static class WordSplitter
{
    private const double Bias = -0.6, LogitWeight = 0.75, GapWeight = 1.1, ExcessGapWeight = 3.5, DistanceWeight = 2;

    /// <summary>Boxes stand off from the ink by this part of the text height, as people draw them.</summary>
    private const double BoxMargin = 0.1;

    public static IReadOnlyList<LineWord> Split(CtcReading reading, InkProfile ink)
    {
        var characters = reading.Characters;
        if (characters.Count == 0)
            return [];
        var gaps = Gaps(reading, ink);
        var textHeight = ink.TextHeight();
        var isSpace = Spaces(gaps, textHeight);
        var words = new List<LineWord>();
        var (first, left) = (0, 0);
        for (var i = 0; i < characters.Count; i++)
        {
            var last = i == characters.Count - 1;
            if (!last && !isSpace[i])
                continue;
            var right = last ? ink.Width : gaps[i].GapStart + gaps[i].GapWidth / 2;
            words.Add(Word(characters, first, i, ink.Tight(left, right), textHeight * BoxMargin));
            (first, left) = (i + 1, right);
        }
        return words;
    }

    internal static CharacterGap[] Gaps(CtcReading reading, InkProfile ink)
    {
        var gaps = new CharacterGap[reading.Characters.Count - 1];
        for (var i = 0; i < gaps.Length; i++)
        {
            var (from, to) = (reading.Characters[i].Step, reading.Characters[i + 1].Step);
            var space = 0.0;
            for (var step = (int)Math.Ceiling(from); step <= to; step++)
                space = Math.Max(space, reading.SpaceProbability[step]);
            var distance = (to - from) * LineRecognizer.StepPixels;
            var (start, width) = ink.WidestGap(Column(from), Column(to));
            gaps[i] = width > 0 ? new(space, distance, start, width) : new(space, distance, (Column(from) + Column(to)) / 2, 0);
        }
        return gaps;
    }

    private static bool[] Spaces(CharacterGap[] gaps, double textHeight)
    {
        var widths = gaps.Select(gap => gap.GapWidth).Order().ToArray();
        var usual = widths.Length == 0 ? 0 : widths[widths.Length / 2];
        return [.. gaps.Select(gap =>
        {
            var probability = Math.Clamp(gap.SpaceProbability, 1e-4, 1 - 1e-4);
            var pixels = GapWeight * gap.GapWidth + ExcessGapWeight * (gap.GapWidth - usual) + DistanceWeight * gap.Distance;
            return Bias + LogitWeight * Math.Log(probability / (1 - probability)) + pixels / textHeight > 0;
        })];
    }

    private static LineWord Word(IReadOnlyList<CtcCharacter> characters, int first, int last, Box ink, double margin)
    {
        var logSum = 0.0;
        for (var i = first; i <= last; i++)
            logSum += Math.Log(Math.Max(characters[i].Probability, 1e-6));
        return new(string.Concat(characters.Skip(first).Take(last - first + 1).Select(character => character.Text)), Math.Exp(logSum / (last - first + 1)), new(ink.X0 - margin, ink.Y0 - margin, ink.X1 + margin, ink.Y1 + margin));
    }

    private static int Column(double step) => (int)Math.Round((step + 0.5) * LineRecognizer.StepPixels);
}
