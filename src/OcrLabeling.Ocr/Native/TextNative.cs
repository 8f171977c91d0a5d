using System.Runtime.InteropServices;

namespace OcrLabeling.Ocr.Native;

/// <summary>The text and degradation calls of libocrshim.so (<c>Native/shim/text.h</c>).</summary>
internal static unsafe partial class TextNative
{
    private const string Library = "ocrshim";

    [LibraryImport(Library, EntryPoint = "ocr_font_open", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial ShimStatus OpenFont(string path, int face, out NativeFont font);

    [LibraryImport(Library, EntryPoint = "ocr_font_close")]
    internal static partial void CloseFont(nint font);

    [LibraryImport(Library, EntryPoint = "ocr_font_facts_of")]
    internal static partial ShimStatus FontFacts(NativeFont font, out NativeFontFacts facts);

    [LibraryImport(Library, EntryPoint = "ocr_font_missing")]
    internal static partial ShimStatus CountMissing(NativeFont font, uint* text, int length, out int missing);

    [LibraryImport(Library, EntryPoint = "ocr_font_metrics_of")]
    internal static partial ShimStatus FontMetrics(NativeFont font, in NativeTextStyle style, out NativeFontMetrics metrics);

    [LibraryImport(Library, EntryPoint = "ocr_text_draw")]
    internal static partial ShimStatus DrawText(
        NativeFont font, in NativeTextStyle style, uint* text, int length, NativeImage image, double x, double baseline,
        byte* colour, double opacity, NativeInk* glyphs, out NativeTextExtent extent);

    [LibraryImport(Library, EntryPoint = "ocr_text_draw")]
    internal static partial ShimStatus MeasureText(
        NativeFont font, in NativeTextStyle style, uint* text, int length, nint noImage, double x, double baseline,
        byte* colour, double opacity, NativeInk* glyphs, out NativeTextExtent extent);

    [LibraryImport(Library, EntryPoint = "ocr_image_warp_into")]
    internal static partial ShimStatus WarpInto(NativeImage image, double* matrix, NativeImage target);

    [LibraryImport(Library, EntryPoint = "ocr_image_bend_into")]
    internal static partial ShimStatus BendInto(NativeImage image, float* sourceX, float* sourceY, NativeImage target);

    [LibraryImport(Library, EntryPoint = "ocr_image_blur")]
    internal static partial ShimStatus Blur(NativeImage image, double sigmaX, double sigmaY);
}

/// <summary>Owns one <c>ocr_font</c> of the shim.</summary>
internal sealed class NativeFont : SafeHandle
{
    public NativeFont() : base(0, ownsHandle: true) { }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        TextNative.CloseFont(handle);
        return true;
    }
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeFontFacts
{
    public fixed byte Family[96];
    public fixed byte Style[64];
    public int Weight, Italic, Monospaced, Scalable, Glyphs;
}

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeTextStyle(double Size, double Stretch, double Slant, double Embolden, double Tracking, int Rendering);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeFontMetrics(double Ascender, double Descender, double LineHeight, double CapHeight, double XHeight);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeInk(double X0, double Y0, double X1, double Y1);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeTextExtent(NativeInk Ink, double Advance, int Missing);
