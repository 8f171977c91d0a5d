using System.Runtime.InteropServices;
using OcrLabeling.Ocr.Native;

namespace OcrLabeling.Ocr.Imaging.Decoding;

/// <summary>Photographs as iPhones store them (HEIC): the primary image, turned as the file says, over Debian's libheif.</summary>
internal static unsafe class HeifFile
{
    /// <summary>Codes of <c>heif_error_code</c>.</summary>
    private const int InvalidInput = 2, Memory = 6;

    /// <summary>Reads the boxes, no pixel.</summary>
    /// <exception cref="ImageRefusedException">Damaged, of a kind libheif does not decode, or libheif is not installed.</exception>
    public static PageSize SizeOf(ReadOnlySpan<byte> file) => Use(file, handle => new PageSize(HeifLibrary.Width(handle), HeifLibrary.Height(handle)));

    /// <param name="check">Sees the size before any pixel is allocated.</param>
    /// <exception cref="ImageRefusedException">As <see cref="SizeOf"/>.</exception>
    public static Image Decode(ReadOnlySpan<byte> file, Action<PageSize> check) => Use(file, handle =>
    {
        check(new(HeifLibrary.Width(handle), HeifLibrary.Height(handle)));
        Check(HeifLibrary.Decode(handle, out var decoded, HeifLibrary.ColourRgb, HeifLibrary.InterleavedRgb, 0));
        using (decoded)
            return Pixels(decoded, check);
    });

    private static T Use<T>(ReadOnlySpan<byte> file, Func<HeifHandle, T> use)
    {
        try
        {
            using var context = HeifLibrary.AllocateContext();
            fixed (byte* bytes = file)
            {
                Check(HeifLibrary.Read(context, bytes, (nuint)file.Length, 0));
                Check(HeifLibrary.GetPrimaryImage(context, out var handle));
                using (handle)
                    return use(handle);
            }
        }
        catch (DllNotFoundException)
        {
            throw new ImageRefusedException(RefusalReason.UnknownFormat,
                "The file is a HEIC photograph, and this machine cannot read those: install the package libheif1, or save the photograph as JPEG (iPhone: Settings, Camera, Formats, Most Compatible).");
        }
    }

    private static Image Pixels(HeifImage decoded, Action<PageSize> check)
    {
        var size = new PageSize(HeifLibrary.Width(decoded, HeifLibrary.ChannelInterleaved), HeifLibrary.Height(decoded, HeifLibrary.ChannelInterleaved));
        check(size);
        var plane = HeifLibrary.Plane(decoded, HeifLibrary.ChannelInterleaved, out var stride);
        var image = new Image(size.Width, size.Height, 3);
        for (var y = 0; y < size.Height; y++)
        {
            var from = new ReadOnlySpan<byte>(plane + (long)y * stride, 3 * size.Width);
            var to = image.Row(y);
            for (var i = 0; i < to.Length; i += 3)
                (to[i], to[i + 1], to[i + 2]) = (from[i + 2], from[i + 1], from[i]);
        }
        return image;
    }

    private static void Check(HeifLibrary.Error error)
    {
        if (error.Code == 0)
            return;
        var message = Marshal.PtrToStringUTF8(error.Message) ?? "no reason given";
        throw error.Code switch
        {
            Memory => new InsufficientMemoryException(message),
            InvalidInput when message.Contains("end of file", StringComparison.OrdinalIgnoreCase) => new ImageRefusedException(RefusalReason.Truncated, $"The HEIC file is cut off: {message}."),
            _ => new ImageRefusedException(RefusalReason.Corrupt, $"The HEIC file is damaged or of an unsupported kind: {message}."),
        };
    }
}
