using System.Runtime.InteropServices;
using SkiaSharp;

namespace OcrLabeling.Synthesis.Rendering;

/// <summary>Glyphs of one font fitted to the pixels of one size: light hints and greys for screens, black or white dots for printers. Not thread-safe.</summary>
internal sealed class HintedGlyphs : IDisposable
{
    /// <summary>Skia places glyphs at so many steps of a pixel.</summary>
    private const int PartsOfPixel = 4;

    private readonly Dictionary<(ushort Glyph, int Part), GlyphMask> masks = [];
    private readonly SKFont font;
    /// <summary>Skia thins dark glyphs and thickens light ones; in this grey they stay as they are.</summary>
    private readonly SKPaint paint = new() { Color = new SKColor(100, 100, 100), IsAntialias = true };
    private readonly TextStyle style;

    public HintedGlyphs(SKTypeface typeface, in TextStyle style)
    {
        this.style = Key(style);
        var isDots = style.Rendering == TextRendering.Dots;
        font = new SKFont(typeface, (float)style.SizePixels, (float)style.Stretch, -(float)style.Slant)
        {
            Edging = isDots ? SKFontEdging.Alias : SKFontEdging.Antialias,
            Hinting = isDots ? SKFontHinting.Full : SKFontHinting.Slight,
            Subpixel = !isDots,
        };
    }

    /// <summary>Whether these are the glyphs for a style.</summary>
    public bool Fit(in TextStyle wanted) => Key(wanted) == style;

    /// <summary>How far each glyph moves the pen, in whole dots.</summary>
    public float[] Advances(ushort[] glyphs)
    {
        var advances = new float[glyphs.Length];
        font.GetGlyphWidths(glyphs, advances, []);
        for (var i = 0; i < advances.Length; i++)
            advances[i] = MathF.Round(advances[i]);
        return advances;
    }

    /// <summary>One glyph with its origin at a place, its baseline on a whole pixel, dots wholly on pixels.</summary>
    public GlyphMask At(ushort glyph, double x, double y)
    {
        var (column, part) = ((int)Math.Floor(x), 0);
        if (style.Rendering == TextRendering.Dots)
            column = (int)Math.Round(x);
        else
            part = (int)((x - column) * PartsOfPixel);
        if (!masks.TryGetValue((glyph, part), out var mask))
            masks.Add((glyph, part), mask = Draw(glyph, (float)part / PartsOfPixel));
        return mask with { Left = mask.Left + column, Top = mask.Top + (int)Math.Round(y) };
    }

    public void Dispose()
    {
        font.Dispose();
        paint.Dispose();
    }

    private GlyphMask Draw(ushort glyph, float x)
    {
        Span<SKRect> box = stackalloc SKRect[1];
        font.GetGlyphWidths([glyph], [], box);
        if (box[0].IsEmpty)
            return default;
        // bold ones are struck again a pixel further right, as printers do
        var strikes = Math.Max(0, (int)Math.Round(style.EmboldenPixels));
        var ink = SKRectI.Ceiling(box[0], outwards: true);
        // a pixel more on each side for what the part of a pixel moves
        return GlyphMask.Of(new(ink.Left - 1, ink.Top - 1, ink.Right + 2 + strikes, ink.Bottom + 1), 0, 0, canvas =>
        {
            using var text = SKTextBlob.Create(MemoryMarshal.AsBytes((ReadOnlySpan<ushort>)[glyph]), SKTextEncoding.GlyphId, font);
            for (var strike = 0; strike <= strikes; strike++)
                canvas.DrawText(text, x + strike, 0, paint);
        });
    }

    private static TextStyle Key(in TextStyle style) => style with { TrackingPixels = 0 };
}
