using OcrLabeling.Ocr.Imaging;
using SkiaSharp;

namespace OcrLabeling.Synthesis.Rendering;

/// <summary>How much of each pixel is inked.</summary>
/// <param name="Pixels">Row by row, their opacity in the upper eight bits; null when nothing is visible.</param>
/// <param name="Left">Where its first pixel lies on the image.</param>
internal readonly record struct GlyphMask(uint[]? Pixels, int Left, int Top, int Width)
{
    private const int OpacityShift = 24;

    /// <summary>Draws on an empty area; what is opaque is inked.</summary>
    /// <param name="left">Where the origin of the drawing lies on the image.</param>
    public static unsafe GlyphMask Of(SKRectI area, int left, int top, Action<SKCanvas> draw)
    {
        if (area.Width <= 0 || area.Height <= 0)
            return default;
        // Skia is quick with pixels of this kind only; the unused colours cost less than taking the opacities out
        var pixels = new uint[area.Width * area.Height];
        fixed (uint* first = pixels)
        {
            using var surface = SKSurface.Create(new SKImageInfo(area.Width, area.Height, SKImageInfo.PlatformColorType, SKAlphaType.Premul), (nint)first, area.Width * sizeof(uint));
            surface.Canvas.Translate(-area.Left, -area.Top);
            draw(surface.Canvas);
        }
        return new(pixels, left + area.Left, top + area.Top, area.Width);
    }

    public int Height => Pixels is null || Width == 0 ? 0 : Pixels.Length / Width;

    /// <summary>The box of the inked pixels on the image; null when there are none.</summary>
    public Box? Ink
    {
        get
        {
            var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, -1, -1);
            for (var y = 0; y < Height; y++)
            {
                var row = Pixels.AsSpan(y * Width, Width);
                var first = row.IndexOfAnyExcept(0u);
                if (first < 0)
                    continue;
                (left, right) = (Math.Min(left, first), Math.Max(right, row.LastIndexOfAnyExcept(0u) + 1));
                (top, bottom) = (Math.Min(top, y), y + 1);
            }
            return right < 0 ? null : new(Left + left, Top + top, Left + right, Top + bottom);
        }
    }

    /// <summary>Lays ink onto an image; what lies outside is cut off.</summary>
    public void Blend(Image image, Ink ink)
    {
        var strength = (int)Math.Round(ink.Opacity * 256, MidpointRounding.AwayFromZero);
        ReadOnlySpan<byte> colour = image.Channels == 1 ? [ink.Gray] : [ink.Blue, ink.Green, ink.Red];
        for (var y = Math.Max(0, Top); y < Math.Min(image.Height, Top + Height); y++)
        {
            var row = image.Row(y);
            var pixels = Pixels.AsSpan((y - Top) * Width, Width);
            var end = Math.Min(image.Width, Left + Width);
            for (var x = Math.Max(0, Left); x < end; x++)
            {
                if (pixels[x - Left] == 0)
                {
                    // most of a line is paper
                    var inked = pixels[(x - Left)..].IndexOfAnyExcept(0u);
                    if (inked < 0 || (x += inked) >= end)
                        break;
                }
                var alpha = (int)(pixels[x - Left] >> OpacityShift) * strength / byte.MaxValue;
                for (var c = 0; c < colour.Length; c++)
                {
                    ref var value = ref row[x * colour.Length + c];
                    value = (byte)(value + (((colour[c] - value) * alpha + 128) >> 8));
                }
            }
        }
    }
}
