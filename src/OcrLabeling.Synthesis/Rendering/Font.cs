using OcrLabeling.Ocr.Imaging;
using SkiaSharp;

namespace OcrLabeling.Synthesis.Rendering;

/// <summary>
/// An opened font file, drawn by Skia. Opening costs about a millisecond, drawing a word some ten microseconds a glyph: keep it open.
/// Not thread-safe; fonts of different threads are independent of each other.
/// </summary>
public sealed class Font : IDisposable
{
    /// <summary>Room for the outlines of the few hundred fonts that words are drawn in by turns.</summary>
    private const long OutlineCacheBytes = 32 << 20;

    private readonly SKTypeface typeface;
    private readonly LinePainter painter;

    static Font() => SKGraphics.SetFontCacheLimit(OutlineCacheBytes);

    private Font(SKTypeface typeface, FontFile file)
    {
        this.typeface = typeface;
        painter = new LinePainter(typeface);
        File = file;
    }

    public FontFile File { get; }

    /// <param name="faceIndex">Which face of a collection (.ttc), from 0.</param>
    /// <exception cref="InvalidDataException">The file is no font with a Unicode character map.</exception>
    public static Font Open(string path, int faceIndex = 0)
    {
        var typeface = SKTypeface.FromFile(path, faceIndex) ?? throw new InvalidDataException($"{path} is no font, or has no face {faceIndex}.");
        var tables = new FontTables(typeface);
        if (!tables.HasUnicodeMap)
        {
            typeface.Dispose();
            throw new InvalidDataException($"{path}: the font has no Unicode character map.");
        }
        var style = tables.StyleName;
        return new(typeface, new(
            path, faceIndex, typeface.FamilyName, style, tables.Weight ?? typeface.FontWeight, typeface.FontSlant != SKFontStyleSlant.Upright || IsSloped(style), typeface.IsFixedPitch, tables.HasOutlines));
    }

    /// <summary>How many code points of the text the font has no glyph for.</summary>
    public int CountMissing(ReadOnlySpan<char> text) => painter.CountMissing(text);

    public FontMetrics Metrics(in TextStyle style) => painter.Metrics(style);

    /// <summary>What drawing with the pen at (0, 0) would return.</summary>
    public TextExtent Measure(ReadOnlySpan<char> text, in TextStyle style) => Draw(text, style, null, 0, 0, Ink.Black, [], out _);

    /// <summary>Draws with the pen at (<paramref name="x"/>, <paramref name="baseline"/>), kerned; what lies outside the image is cut off but measured.</summary>
    public TextExtent Draw(ReadOnlySpan<char> text, in TextStyle style, Image image, double x, double baseline, Ink ink) =>
        Draw(text, style, image, x, baseline, ink, [], out _);

    /// <summary>As above, with the ink box of each code point; an empty box (zero width) for a space.</summary>
    /// <param name="glyphs">At least one box for each UTF-16 code unit of the text.</param>
    /// <param name="glyphCount">Code points drawn.</param>
    public TextExtent Draw(ReadOnlySpan<char> text, in TextStyle style, Image? image, double x, double baseline, Ink ink, Span<Box> glyphs, out int glyphCount) =>
        painter.Draw(text, style, image, x, baseline, ink, glyphs, out glyphCount);

    public void Dispose()
    {
        painter.Dispose();
        typeface.Dispose();
    }

    // some fonts only say so in the name of their style
    private static bool IsSloped(string style) =>
        style.Contains("Italic", StringComparison.OrdinalIgnoreCase) || style.Contains("Oblique", StringComparison.OrdinalIgnoreCase);
}
