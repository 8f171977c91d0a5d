using System.Runtime.InteropServices;
using System.Text;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Native;

namespace OcrLabeling.Ocr.Synthesis.Rendering;

/// <summary>
/// An opened font file. Opening costs about a millisecond, drawing a word some ten microseconds a glyph without managed allocation: keep it open.
/// Not thread-safe; fonts of different threads are independent of each other.
/// </summary>
public sealed unsafe class Font : IDisposable
{
    private const int StackCodePoints = 256;

    private readonly NativeFont native;

    private Font(NativeFont native, FontFile file)
    {
        this.native = native;
        File = file;
    }

    public FontFile File { get; }

    /// <param name="faceIndex">Which face of a collection (.ttc), from 0.</param>
    /// <exception cref="InvalidDataException">The file is no font with a Unicode character map.</exception>
    public static Font Open(string path, int faceIndex = 0)
    {
        var status = TextNative.OpenFont(path, faceIndex, out var native);
        if (status == ShimStatus.Corrupt)
            throw new InvalidDataException(Shim.LastError());
        Shim.Check(status);
        Shim.Check(TextNative.FontFacts(native, out var facts));
        var style = Name(facts.Style);
        return new(native, new(path, faceIndex, Name(facts.Family), style, facts.Weight, facts.Italic != 0 || IsSloped(style), facts.Monospaced != 0, facts.Scalable != 0));
    }

    /// <summary>How many code points of the text the font has no glyph for.</summary>
    public int CountMissing(ReadOnlySpan<char> text)
    {
        Span<uint> codePoints = text.Length <= StackCodePoints ? stackalloc uint[StackCodePoints] : new uint[text.Length];
        var length = ToCodePoints(text, codePoints);
        fixed (uint* first = codePoints)
        {
            Shim.Check(TextNative.CountMissing(native, first, length, out var missing));
            return missing;
        }
    }

    public FontMetrics Metrics(in TextStyle style)
    {
        Shim.Check(TextNative.FontMetrics(native, ToNative(style), out var metrics));
        return new(metrics.Ascender, metrics.Descender, metrics.LineHeight, metrics.CapHeight, metrics.XHeight);
    }

    /// <summary>What drawing with the pen at (0, 0) would return.</summary>
    public TextExtent Measure(ReadOnlySpan<char> text, in TextStyle style) => Draw(text, style, null, 0, 0, Ink.Black, [], out _);

    /// <summary>Draws with the pen at (<paramref name="x"/>, <paramref name="baseline"/>), kerned; what lies outside the image is cut off but measured.</summary>
    public TextExtent Draw(ReadOnlySpan<char> text, in TextStyle style, Image image, double x, double baseline, Ink ink) =>
        Draw(text, style, image, x, baseline, ink, [], out _);

    /// <summary>As above, with the ink box of each code point; an empty box (zero width) for a space.</summary>
    /// <param name="glyphs">At least one box for each UTF-16 code unit of the text.</param>
    /// <param name="glyphCount">Code points drawn.</param>
    public TextExtent Draw(ReadOnlySpan<char> text, in TextStyle style, Image? image, double x, double baseline, Ink ink, Span<Box> glyphs, out int glyphCount)
    {
        Span<uint> codePoints = text.Length <= StackCodePoints ? stackalloc uint[StackCodePoints] : new uint[text.Length];
        glyphCount = ToCodePoints(text, codePoints);
        if (!glyphs.IsEmpty && glyphs.Length < glyphCount)
            throw new ArgumentException($"{glyphCount} glyphs do not fit into {glyphs.Length} boxes.", nameof(glyphs));
        var colour = stackalloc byte[3] { image is { Channels: 1 } ? ink.Gray : ink.Blue, ink.Green, ink.Red };
        fixed (uint* first = codePoints)
        fixed (Box* boxes = glyphs)
        {
            var inks = (NativeInk*)boxes;  // the same four doubles
            Shim.Check(image is null
                ? TextNative.MeasureText(native, ToNative(style), first, glyphCount, 0, x, baseline, colour, ink.Opacity, inks, out var extent)
                : TextNative.DrawText(native, ToNative(style), first, glyphCount, image.Handle, x, baseline, colour, ink.Opacity, inks, out extent));
            return new(extent.Ink.X1 > extent.Ink.X0 ? new Box(extent.Ink.X0, extent.Ink.Y0, extent.Ink.X1, extent.Ink.Y1) : null, extent.Advance, extent.Missing);
        }
    }

    public void Dispose() => native.Dispose();

    private static NativeTextStyle ToNative(in TextStyle style) =>
        new(style.SizePixels, style.Stretch, style.Slant, style.EmboldenPixels, style.TrackingPixels, (int)style.Rendering);

    private static int ToCodePoints(ReadOnlySpan<char> text, Span<uint> codePoints)
    {
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
            codePoints[count++] = (uint)rune.Value;
        return count;
    }

    // some fonts only say so in the name of their style
    private static bool IsSloped(string style) =>
        style.Contains("Italic", StringComparison.OrdinalIgnoreCase) || style.Contains("Oblique", StringComparison.OrdinalIgnoreCase);

    private static string Name(byte* name) => Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name));
}
