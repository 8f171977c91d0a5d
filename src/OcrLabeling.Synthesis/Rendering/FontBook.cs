namespace OcrLabeling.Synthesis.Rendering;

/// <summary>Fonts of a catalog, opened when first used and kept open. Not thread-safe: one for each thread.</summary>
public sealed class FontBook(FontCatalog catalog) : IDisposable
{
    private readonly Dictionary<FontFile, Font> open = [];

    public FontCatalog Catalog { get; } = catalog;

    public Font Open(FontFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!open.TryGetValue(file, out var font))
            open.Add(file, font = Font.Open(file.Path, file.FaceIndex));
        return font;
    }

    /// <summary>The same family, bold or italic where it has such a member.</summary>
    public Font Open(FontFile file, bool bold, bool italic = false) => Open(Catalog.Relative(file, bold, italic));

    public void Dispose()
    {
        foreach (var font in open.Values)
            font.Dispose();
    }
}
