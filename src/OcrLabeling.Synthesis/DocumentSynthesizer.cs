using OcrLabeling.Synthesis.Layouts;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis;

/// <summary>
/// Makes documents with exact truth. The same category, seed and fonts give the same pixels and words, byte for byte. Not thread-safe:
/// one for each thread; the catalog may be shared.
/// </summary>
public sealed class DocumentSynthesizer(FontCatalog catalog) : IDisposable
{
    private readonly FontBook fonts = new(catalog);

    /// <summary>Works with the fonts of this machine.</summary>
    /// <exception cref="FontsMissingException">There is not one.</exception>
    public DocumentSynthesizer() : this(FontCatalog.Load()) { }

    public SyntheticDocument Create(SyntheticCategory category, ulong seed, SyntheticDefects defects = SyntheticDefects.Realistic)
    {
        var context = new LayoutContext(fonts, seed, category, defects);
        return category switch
        {
            SyntheticCategory.RegisterTape => RegisterTapeLayout.Create(context),
            SyntheticCategory.ScannedDocument => FormLayout.Create(context),
            SyntheticCategory.Letter => context.Random.Chance(0.6) ? LetterLayout.Create(context) : ReportLayout.Create(context),
            SyntheticCategory.Screenshot => ScreenshotLayout.Create(context),
            SyntheticCategory.Other => SignLayout.Create(context),
            _ => throw new ArgumentOutOfRangeException(nameof(category)),
        };
    }

    public void Dispose() => fonts.Dispose();
}
