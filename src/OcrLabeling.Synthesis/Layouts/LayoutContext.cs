using OcrLabeling.Synthesis.Content;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Layouts;

/// <summary>What every layout works with: the fonts, the text and the one random sequence of the document.</summary>
internal sealed class LayoutContext(FontBook fonts, ulong seed, SyntheticCategory category, SyntheticDefects defects)
{
    public FontBook Fonts { get; } = fonts;

    /// <summary>False when the document must stay exactly as it was laid out.</summary>
    public bool IsWorn { get; } = defects == SyntheticDefects.Realistic;

    // The category is mixed in, so that the receipt and the letter of one seed do not share their names.
    public SeededRandom Random { get; } = new(seed ^ ((ulong)category << 56));

    public Writer Writer => field ??= new(Vocabulary.Default, Random);

    /// <summary>A random family for the role.</summary>
    public FontFile Family(FontRole role) => Random.Pick(Fonts.Catalog.For(role));

    public Pen Pen(FontFile family, double sizePixels, bool bold = false, bool italic = false, Ink? ink = null, TextRendering rendering = TextRendering.Smooth) =>
        new(Fonts.Open(family, bold, italic), new(sizePixels, rendering), ink ?? Ink.Black);

    public SyntheticDocument Finish(Canvas page, bool isPhotographic) => page.Finish(category, seed, isPhotographic);
}
