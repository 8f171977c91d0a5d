using System.Numerics;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Synthesis.Rendering;

namespace OcrLabeling.Ocr.Synthesis.Words.Fonts;

/// <summary>A glyph's outline, stretched to a square of 16 x 16 coverages, to compare glyphs of one font or of many.</summary>
internal sealed class GlyphShape
{
    private const int Side = 16;
    private const double EmPixels = 40;

    private readonly float[] normalized;

    private GlyphShape(byte[] coverage, Box ink)
    {
        Coverage = coverage;
        Ink = ink;
        normalized = Normalize(coverage);
    }

    /// <summary>Where it stands beside a pen at (0, 0), in pixels of an em of 40.</summary>
    public Box Ink { get; }

    /// <summary>Row by row, 0..255.</summary>
    public byte[] Coverage { get; }

    /// <summary>Null for a glyph without ink.</summary>
    public static GlyphShape? Of(Font font, char character)
    {
        var style = new TextStyle(EmPixels);
        Span<char> text = [character];
        if (font.Measure(text, style).Ink is not { Width: > 0.5 and < 8 * EmPixels, Height: > 0.5 and < 8 * EmPixels } ink)
            return null;
        using var image = new Image((int)Math.Ceiling(ink.Width), (int)Math.Ceiling(ink.Height), 1);
        font.Draw(text, style, image, -ink.X0, -ink.Y0, Rendering.Ink.White);
        using var square = image.Resize(Side, Side, Interpolation.Area);
        var coverage = square.ToPixels();
        return coverage.Any(c => c > 40) ? new(coverage, ink) : null;
    }

    /// <summary>The same pixels in the same place.</summary>
    public bool IsSameAs(GlyphShape other) =>
        Math.Abs(Ink.X0 - other.Ink.X0) + Math.Abs(Ink.Y0 - other.Ink.Y0) + Math.Abs(Ink.X1 - other.Ink.X1) + Math.Abs(Ink.Y1 - other.Ink.Y1) < 0.1
        && Coverage.AsSpan().SequenceEqual(other.Coverage);

    /// <summary>Correlation of the coverages, -1..1; 1 is alike but for size and sides.</summary>
    public double Likeness(GlyphShape other)
    {
        var sum = Vector<float>.Zero;
        for (var i = 0; i < normalized.Length; i += Vector<float>.Count)
            sum += new Vector<float>(normalized, i) * new Vector<float>(other.normalized, i);
        return Vector.Sum(sum);
    }

    private static float[] Normalize(byte[] coverage)
    {
        var mean = coverage.Average(c => (double)c);
        var length = Math.Sqrt(coverage.Sum(c => (c - mean) * (c - mean)));
        return [.. coverage.Select(c => (float)(length > 1e-6 ? (c - mean) / length : 0))];
    }
}
