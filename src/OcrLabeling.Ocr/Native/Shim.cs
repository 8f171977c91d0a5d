using System.Runtime.InteropServices;
using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Native;

/// <summary>libocrshim.so: OpenCV and the image encoders behind the flat C ABI of <c>Native/shim/shim.h</c>.</summary>
internal static unsafe partial class Shim
{
    private const string Library = "ocrshim";

    /// <summary>Must equal <c>ocr_abi_version()</c> of the library found.</summary>
    private const int AbiVersion = 3;

    static Shim()
    {
        var found = ReadAbiVersion();
        if (found != AbiVersion)
            throw new DllNotFoundException($"libocrshim.so has ABI {found}, this program needs {AbiVersion}: rebuild it.");
    }

    [LibraryImport(Library, EntryPoint = "ocr_abi_version")]
    private static partial int ReadAbiVersion();

    [LibraryImport(Library, EntryPoint = "ocr_last_error")]
    private static partial nint ReadLastError();

    [LibraryImport(Library, EntryPoint = "ocr_set_threads")]
    internal static partial ShimStatus SetThreads(int threads);

    [LibraryImport(Library, EntryPoint = "ocr_encode_png")]
    internal static partial ShimStatus EncodePng(NativeImage image, out byte* bytes, out long length);

    [LibraryImport(Library, EntryPoint = "ocr_encode_jpeg")]
    internal static partial ShimStatus EncodeJpeg(NativeImage image, int quality, out byte* bytes, out long length);

    [LibraryImport(Library, EntryPoint = "ocr_free_buffer")]
    internal static partial void FreeBuffer(byte* bytes);

    [LibraryImport(Library, EntryPoint = "ocr_image_create")]
    internal static partial ShimStatus CreateImage(int width, int height, int channels, out NativeImage image);

    [LibraryImport(Library, EntryPoint = "ocr_image_free")]
    internal static partial void FreeImage(nint image);

    [LibraryImport(Library, EntryPoint = "ocr_image_view")]
    internal static partial ShimStatus ViewImage(NativeImage image, out ShimView view);

    [LibraryImport(Library, EntryPoint = "ocr_image_to_gray")]
    internal static partial ShimStatus ToGray(NativeImage image, out NativeImage gray);

    [LibraryImport(Library, EntryPoint = "ocr_image_to_bgr")]
    internal static partial ShimStatus ToBgr(NativeImage image, out NativeImage bgr);

    [LibraryImport(Library, EntryPoint = "ocr_image_resize")]
    internal static partial ShimStatus Resize(NativeImage image, int width, int height, int interpolation, out NativeImage resized);

    [LibraryImport(Library, EntryPoint = "ocr_image_crop")]
    internal static partial ShimStatus Crop(NativeImage image, int x, int y, int width, int height, out NativeImage crop);

    [LibraryImport(Library, EntryPoint = "ocr_image_rotate")]
    internal static partial ShimStatus Rotate(NativeImage image, int quarterTurns, out NativeImage rotated);

    [LibraryImport(Library, EntryPoint = "ocr_image_pad")]
    internal static partial ShimStatus Pad(NativeImage image, int left, int top, int right, int bottom, int value, out NativeImage padded);

    [LibraryImport(Library, EntryPoint = "ocr_image_cut_quad")]
    internal static partial ShimStatus CutQuad(NativeImage image, double* corners, int padding, int width, int height, out NativeImage cut);

    [LibraryImport(Library, EntryPoint = "ocr_components")]
    internal static partial ShimStatus Components(NativeImage gray, int lightOnDark, int window, int contrast, ShimComponent* components, int capacity, out int count);

    [LibraryImport(Library, EntryPoint = "ocr_text_regions")]
    internal static partial ShimStatus TextRegions(float* probabilities, int width, int height, in ShimRegionOptions options, ShimRegion* regions, int capacity, out int count);

    /// <summary>Throws what a bad status of the call just made on this thread means; only for calls whose input is our own.</summary>
    internal static void Check(ShimStatus status)
    {
        if (status == ShimStatus.Good)
            return;
        var message = LastError();
        throw status switch
        {
            ShimStatus.NoMemory => new InsufficientMemoryException(message),
            ShimStatus.Invalid => new ArgumentException(message),
            _ => new InvalidOperationException($"Native image call failed ({status}): {message}"),
        };
    }

    internal static string LastError() => Marshal.PtrToStringUTF8(ReadLastError()) ?? "";
}

internal enum ShimStatus { Good = 0, Invalid = -1, Corrupt = -2, OpenCv = -5, NoMemory = -6 }

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ShimView(int Width, int Height, int Channels, long Stride, nint Data);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ShimComponent(int X, int Y, int Width, int Height, int Area);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ShimRegionOptions(double Threshold, double SmallestScore, double UnclipRatio, double SmallestSide);

[StructLayout(LayoutKind.Sequential)]
internal struct ShimRegion
{
    public Point TopLeft, TopRight, BottomRight, BottomLeft;
    public double Score;

    public readonly Quad Quad => new(TopLeft, TopRight, BottomRight, BottomLeft);
}
