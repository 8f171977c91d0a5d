using System.Runtime.InteropServices;

namespace OcrLabeling.Ocr.Native;

/// <summary>libheif.so.1 of Debian through its flat C API (libheif/heif.h, 1.15).</summary>
internal static unsafe partial class HeifLibrary
{
    private const string Library = "libheif.so.1";

    /// <summary><c>heif_colorspace_RGB</c>, <c>heif_chroma_interleaved_RGB</c>, <c>heif_channel_interleaved</c>.</summary>
    internal const int ColourRgb = 1, InterleavedRgb = 10, ChannelInterleaved = 10;

    /// <summary>What every call returns, by value; <see cref="Message"/> is the library's own text.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct Error(int Code, int Subcode, nint Message);

    [LibraryImport(Library, EntryPoint = "heif_context_alloc")]
    internal static partial HeifContext AllocateContext();

    [LibraryImport(Library, EntryPoint = "heif_context_free")]
    internal static partial void FreeContext(nint context);

    [LibraryImport(Library, EntryPoint = "heif_context_read_from_memory_without_copy")]
    internal static partial Error Read(HeifContext context, byte* file, nuint length, nint options);

    [LibraryImport(Library, EntryPoint = "heif_context_get_primary_image_handle")]
    internal static partial Error GetPrimaryImage(HeifContext context, out HeifHandle handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_release")]
    internal static partial void ReleaseHandle(nint handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_get_width")]
    internal static partial int Width(HeifHandle handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_get_height")]
    internal static partial int Height(HeifHandle handle);

    [LibraryImport(Library, EntryPoint = "heif_decode_image")]
    internal static partial Error Decode(HeifHandle handle, out HeifImage image, int colourSpace, int chroma, nint options);

    [LibraryImport(Library, EntryPoint = "heif_image_release")]
    internal static partial void ReleaseImage(nint image);

    [LibraryImport(Library, EntryPoint = "heif_image_get_width")]
    internal static partial int Width(HeifImage image, int channel);

    [LibraryImport(Library, EntryPoint = "heif_image_get_height")]
    internal static partial int Height(HeifImage image, int channel);

    [LibraryImport(Library, EntryPoint = "heif_image_get_plane_readonly")]
    internal static partial byte* Plane(HeifImage image, int channel, out int stride);
}

/// <summary>Owns one <c>heif_context</c>.</summary>
internal sealed class HeifContext : SafeHandle
{
    public HeifContext() : base(0, ownsHandle: true) { }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        HeifLibrary.FreeContext(handle);
        return true;
    }
}

/// <summary>Owns one <c>heif_image_handle</c>.</summary>
internal sealed class HeifHandle : SafeHandle
{
    public HeifHandle() : base(0, ownsHandle: true) { }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        HeifLibrary.ReleaseHandle(handle);
        return true;
    }
}

/// <summary>Owns one <c>heif_image</c>.</summary>
internal sealed class HeifImage : SafeHandle
{
    public HeifImage() : base(0, ownsHandle: true) { }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        HeifLibrary.ReleaseImage(handle);
        return true;
    }
}
