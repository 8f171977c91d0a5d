using OcrLabeling.Ocr.Imaging;
using SkiaSharp;

namespace OcrLabeling.Synthesis.Rendering;

/// <summary>Shapes, measures and draws lines of text in one font. Not thread-safe.</summary>
internal sealed class LinePainter(SKTypeface typeface) : IDisposable
{
    private const double SmallestPixels = 1, LargestPixels = 2000, LeastStretch = 0.1, MostStretch = 10;

    private readonly GlyphOutlines outlines = new(typeface);
    private readonly SKPaint smooth = new() { IsAntialias = true };
    /// <summary>Of the last two styles: a word is drawn in one and its line is measured in another.</summary>
    private HintedGlyphs? hinted, earlier;

    public int CountMissing(ReadOnlySpan<char> text) => outlines.Glyphs(text).AsSpan().Count((ushort)0);

    public FontMetrics Metrics(in TextStyle style)
    {
        CheckSize(style);
        var (metrics, scale) = (outlines.Metrics, style.SizePixels / outlines.UnitsPerEm);
        // whole pixels, so that lines of one size stand evenly
        return new(
            Math.Ceiling(-metrics.Ascent * scale), Math.Ceiling(metrics.Descent * scale), Math.Round((metrics.Descent - metrics.Ascent + metrics.Leading) * scale), TopOf("H", style), TopOf("x", style));
    }

    /// <summary>Draws with the pen at (x, baseline), or only measures when there is no image.</summary>
    /// <param name="boxes">The ink box of each code point, empty for a space; may be empty.</param>
    public TextExtent Draw(ReadOnlySpan<char> text, in TextStyle style, Image? image, double x, double baseline, Ink ink, Span<Box> boxes, out int glyphCount)
    {
        CheckSize(style);
        var glyphs = outlines.Glyphs(text);
        glyphCount = glyphs.Length;
        if (!boxes.IsEmpty && boxes.Length < glyphCount)
            throw new ArgumentException($"{glyphCount} glyphs do not fit into {boxes.Length} boxes.", nameof(boxes));
        var places = Places(glyphs, style, out var advance);
        Box? all = null;
        for (var i = 0; i < glyphCount; i++)
        {
            var box = style.Rendering == TextRendering.Smooth ? Smooth(glyphs[i], style, x + places[i], baseline) : Hinted(glyphs[i], style, x + places[i], baseline, image, ink);
            if (!boxes.IsEmpty)
                boxes[i] = box ?? default;
            all = Around(all, box);
        }
        if (image is not null && style.Rendering == TextRendering.Smooth && all is { } inked)
            DrawSmooth(glyphs, places, style, image, x, baseline, ink, inked);
        return new(all, advance, glyphs.AsSpan().Count((ushort)0));
    }

    public void Dispose()
    {
        hinted?.Dispose();
        earlier?.Dispose();
        smooth.Dispose();
        outlines.Dispose();
    }

    /// <summary>Pixels from the pen to the origin of each glyph.</summary>
    private double[] Places(ushort[] glyphs, in TextStyle style, out double advance)
    {
        var isDots = style.Rendering == TextRendering.Dots;
        // unhinted advances keep words evenly spaced at any sub-pixel position; dots move by whole dots
        var (widths, perUnit) = isDots ? (GlyphsFor(style).Advances(glyphs), 1) : (outlines.Advances(glyphs), style.SizePixels * style.Stretch / outlines.UnitsPerEm);
        var kerning = isDots ? [] : outlines.Kerning(glyphs);
        var places = new double[glyphs.Length];
        advance = 0;
        for (var i = 0; i < glyphs.Length; i++)
        {
            advance += i > 0 && kerning.Length > 0 ? kerning[i - 1] * perUnit : 0;
            places[i] = advance;
            advance += widths[i] * perUnit + style.TrackingPixels + style.EmboldenPixels;
        }
        return places;
    }

    private Box? Smooth(ushort glyph, in TextStyle style, double x, double y) =>
        outlines.InkOf(glyph, style) is { } ink ? new(x + ink.X0, y + ink.Y0, x + ink.X1, y + ink.Y1) : null;

    private Box? Hinted(ushort glyph, in TextStyle style, double x, double y, Image? image, Ink ink)
    {
        var mask = GlyphsFor(style).At(glyph, x, y);
        if (image is not null)
            mask.Blend(image, ink);
        return mask.Ink;
    }

    private void DrawSmooth(ushort[] glyphs, double[] places, TextStyle style, Image image, double x, double y, Ink ink, Box box)
    {
        var whole = new SKRectI((int)Math.Floor(box.X0) - 1, (int)Math.Floor(box.Y0) - 1, (int)Math.Ceiling(box.X1) + 1, (int)Math.Ceiling(box.Y1) + 1);
        GlyphMask.Of(SKRectI.Intersect(whole, new(0, 0, image.Width, image.Height)), 0, 0, canvas =>
        {
            for (var i = 0; i < glyphs.Length; i++)
            {
                using var outline = outlines.Outline(glyphs[i], style, x + places[i], y);
                if (outline is not null)
                    canvas.DrawPath(outline, smooth);
            }
        }).Blend(image, ink);
    }

    private HintedGlyphs GlyphsFor(in TextStyle style)
    {
        if (hinted?.Fit(style) == true)
            return hinted;
        (hinted, earlier) = (earlier, hinted);
        if (hinted?.Fit(style) == true)
            return hinted;
        hinted?.Dispose();
        return hinted = new HintedGlyphs(typeface, style);
    }

    private double TopOf(string letter, in TextStyle style) =>
        Draw(letter, new TextStyle(style.SizePixels, style.Rendering, style.Stretch), null, 0, 0, Ink.Black, [], out _).Ink is { } ink ? -ink.Y0 : 0;

    private static Box? Around(Box? all, Box? one) => all is { } a && one is { } b ? new(Math.Min(a.X0, b.X0), Math.Min(a.Y0, b.Y0), Math.Max(a.X1, b.X1), Math.Max(a.Y1, b.Y1)) : one ?? all;

    private static void CheckSize(in TextStyle style)
    {
        if (!(style.SizePixels is >= SmallestPixels and <= LargestPixels && style.Stretch is > LeastStretch and < MostStretch))
            throw new ArgumentException($"A text size is {SmallestPixels} to {LargestPixels} pixels, its stretch {LeastStretch} to {MostStretch}; not {style.SizePixels} and {style.Stretch}.");
    }
}
