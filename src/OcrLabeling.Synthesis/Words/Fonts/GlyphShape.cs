using System.Runtime.Intrinsics;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Words.Fonts;

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

    /// <summary>See <see cref="Ink"/>; null for a glyph without ink, or one that cannot be a letter for its size.</summary>
    public static Box? Measure(Font font, char character) =>
        font.Measure([character], new(EmPixels)).Ink is { Width: > 0.5 and < 8 * EmPixels, Height: > 0.5 and < 8 * EmPixels } ink ? ink : null;

    /// <summary>Null for a glyph without ink.</summary>
    public static GlyphShape? Of(Font font, char character)
    {
        if (Measure(font, character) is not { } ink)
            return null;
        var style = new TextStyle(EmPixels);
        Span<char> text = [character];
        using var image = new Image((int)Math.Ceiling(ink.Width), (int)Math.Ceiling(ink.Height), 1);
        font.Draw(text, style, image, -ink.X0, -ink.Y0, Rendering.Ink.White);
        using var square = image.Resize(Side, Side, Interpolation.Area);
        var coverage = square.ToPixels();
        return coverage.AsSpan().ContainsAnyInRange((byte)41, byte.MaxValue) ? new(coverage, ink) : null;
    }

    public bool IsAt(Box ink) =>
        Math.Abs(Ink.X0 - ink.X0) + Math.Abs(Ink.Y0 - ink.Y0) + Math.Abs(Ink.X1 - ink.X1) + Math.Abs(Ink.Y1 - ink.Y1) < 0.1;

    /// <summary>The same pixels in the same place.</summary>
    public bool IsSameAs(GlyphShape other) => IsAt(other.Ink) && Coverage.AsSpan().SequenceEqual(other.Coverage);

    /// <summary>Correlation of the coverages, -1..1; 1 is alike but for size and sides.</summary>
    public double Likeness(GlyphShape other)
    {
        // four sums side by side: one would wait for itself
        var (one, two, three, four) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        ref var a = ref normalized[0];
        ref var b = ref other.normalized[0];
        for (nuint i = 0; i < Side * Side; i += 32)
        {
            one += Vector256.LoadUnsafe(ref a, i) * Vector256.LoadUnsafe(ref b, i);
            two += Vector256.LoadUnsafe(ref a, i + 8) * Vector256.LoadUnsafe(ref b, i + 8);
            three += Vector256.LoadUnsafe(ref a, i + 16) * Vector256.LoadUnsafe(ref b, i + 16);
            four += Vector256.LoadUnsafe(ref a, i + 24) * Vector256.LoadUnsafe(ref b, i + 24);
        }
        return Vector256.Sum(one + two + (three + four));
    }

    private static float[] Normalize(byte[] coverage)
    {
        double sum = 0, squares = 0;
        foreach (var c in coverage)
            (sum, squares) = (sum + c, squares + c * c);
        var mean = sum / coverage.Length;
        var length = Math.Sqrt(squares - sum * mean);
        var normalized = new float[coverage.Length];
        for (var i = 0; i < normalized.Length && length > 1e-6; i++)
            normalized[i] = (float)((coverage[i] - mean) / length);
        return normalized;
    }
}
