using OcrLabeling.Core.Pipeline;

namespace OcrLabeling.Core.Datasets;

/// <summary>Puts the labelled words of a page and the words nobody has confirmed into one list.</summary>
internal static class PageWordsTruth
{
    /// <summary>Text of a word that is not known, as in the ICDAR ground truths.</summary>
    private const string Unknown = "###";

    /// <summary>Labelled words first by reading order of their engine, then the others as ignored, unless they lie on a labelled one (two engines may have read the page).</summary>
    public static IReadOnlyList<TruthLine.Word> Merge(IReadOnlyList<(WordQuad Quad, string Text)> labelled, IEnumerable<WordQuad> others) =>
    [
        .. labelled.Select(w => new TruthLine.Word(w.Text, Box(w.Quad), null)),
        .. others.Where(o => !labelled.Any(w => HoldsCentreOf(w.Quad, o) || HoldsCentreOf(o, w.Quad))).Select(o => new TruthLine.Word(Unknown, Box(o), true)),
    ];

    /// <summary>Left, top, right, bottom in pixels, to a hundredth.</summary>
    public static double[] Box(WordQuad quad) => [Math.Round(quad.Left, 2), Math.Round(quad.Top, 2), Math.Round(quad.Right, 2), Math.Round(quad.Bottom, 2)];

    private static bool HoldsCentreOf(WordQuad outer, WordQuad inner)
    {
        var (x, y) = ((inner.Left + inner.Right) / 2, (inner.Top + inner.Bottom) / 2);
        return outer.Left <= x && x <= outer.Right && outer.Top <= y && y <= outer.Bottom;
    }
}
