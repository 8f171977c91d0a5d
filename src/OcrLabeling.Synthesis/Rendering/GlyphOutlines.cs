using OcrLabeling.Ocr.Imaging;
using SkiaSharp;

namespace OcrLabeling.Synthesis.Rendering;

/// <summary>Outlines of one font as designed, which fit every size that is not hinted. Not thread-safe.</summary>
internal sealed class GlyphOutlines : IDisposable
{
    /// <summary>Stretching an outline so far while it is widened leaves its height as it was.</summary>
    private const float WideningStretch = 64;

    private readonly SKTypeface typeface;

    /// <summary>At one pixel a font unit.</summary>
    private readonly SKFont design;

    /// <summary>What was asked of the font before: each question to Skia costs some microseconds, and words are made of few characters.</summary>
    private readonly Dictionary<int, ushort> glyphOf = [];
    private readonly Dictionary<ushort, float> advanceOf = [];
    private readonly Dictionary<ushort, SKRect> boundsOf = [];

    public GlyphOutlines(SKTypeface typeface)
    {
        this.typeface = typeface;
        UnitsPerEm = typeface.UnitsPerEm;
        design = new SKFont(typeface, UnitsPerEm) { Hinting = SKFontHinting.None, Subpixel = true, LinearMetrics = true };
    }

    public int UnitsPerEm { get; }

    /// <summary>In font units.</summary>
    public SKFontMetrics Metrics => design.Metrics;

    /// <summary>One glyph for each code point; 0 where the font has none.</summary>
    public ushort[] Glyphs(ReadOnlySpan<char> text)
    {
        var glyphs = new ushort[text.Length];
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!glyphOf.TryGetValue(rune.Value, out var glyph))
                glyphOf.Add(rune.Value, glyph = design.GetGlyph(rune.Value));
            glyphs[count++] = glyph;
        }
        return count == glyphs.Length ? glyphs : glyphs[..count];
    }

    /// <summary>How far each glyph moves the pen, in font units.</summary>
    public float[] Advances(ushort[] glyphs)
    {
        var advances = new float[glyphs.Length];
        for (var i = 0; i < glyphs.Length; i++)
            if (!advanceOf.TryGetValue(glyphs[i], out advances[i]))
                advanceOf.Add(glyphs[i], advances[i] = Advance(glyphs[i]));
        return advances;
    }

    /// <summary>How much nearer each pair of neighbours stands, in font units; none when the font does not kern.</summary>
    public int[] Kerning(ushort[] glyphs)
    {
        if (glyphs.Length < 2)
            return [];
        var adjustments = new int[glyphs.Length - 1];
        return typeface.GetKerningPairAdjustments(glyphs, adjustments) ? adjustments : [];
    }

    /// <summary>The exact box of an outline in pixels, its origin at (0, 0); null for a space.</summary>
    public Box? InkOf(ushort glyph, in TextStyle style)
    {
        var box = DesignBounds(glyph);
        if (box.IsEmpty)
            return null;
        if (style.Slant != 0)
        {
            using var slanted = design.GetGlyphPath(glyph);
            slanted.Transform(Matrix(style, 0, 0));
            box = slanted.TightBounds;
        }
        else
            box = Matrix(style, 0, 0).MapRect(box);
        return new(box.Left, box.Top, box.Right + style.EmboldenPixels, box.Bottom);
    }

    /// <summary>The outline with its origin at the place, in pixels; null for a space.</summary>
    public SKPath? Outline(ushort glyph, in TextStyle style, double x, double y)
    {
        if (DesignBounds(glyph).IsEmpty || design.GetGlyphPath(glyph) is not { } path)
            return null;
        path.Transform(Matrix(style, x, y));
        if (style.EmboldenPixels == 0)
            return path;
        using (path)
            return Wider(path, (float)style.EmboldenPixels);
    }

    public void Dispose() => design.Dispose();

    private SKRect DesignBounds(ushort glyph)
    {
        if (boundsOf.TryGetValue(glyph, out var known))
            return known;
        using var path = design.GetGlyphPath(glyph);
        return boundsOf[glyph] = path is null || path.IsEmpty ? SKRect.Empty : path.TightBounds;
    }

    private float Advance(ushort glyph)
    {
        Span<float> advance = stackalloc float[1];
        design.GetGlyphWidths([glyph], advance, []);
        return advance[0];
    }

    private SKMatrix Matrix(in TextStyle style, double x, double y)
    {
        var scale = style.SizePixels / UnitsPerEm;
        return new((float)(scale * style.Stretch), (float)(-style.Slant * scale), (float)x, 0, (float)scale, (float)y, 0, 0, 1);
    }

    /// <summary>A copy with so many pixels added to the right of each stroke, none above or below.</summary>
    private static SKPath Wider(SKPath path, float pixels)
    {
        using var pen = new SKPaint { Style = SKPaintStyle.StrokeAndFill, StrokeWidth = pixels, StrokeJoin = SKStrokeJoin.Miter };
        path.Transform(SKMatrix.CreateScale(1, WideningStretch));
        var wide = pen.GetFillPath(path);
        wide.Transform(SKMatrix.CreateScaleTranslation(1, 1 / WideningStretch, pixels / 2, 0));
        return wide;
    }
}
