using NetVips;

namespace OcrLabeling.Ocr.Imaging.Decoding;

/// <summary>
/// libvips behind our own signature check: the loader is chosen by us, so that its readers of SVG, GIF and the like stay out of reach. Its errors are one text for the whole process, so calls run one
/// after the other; a jailed worker makes one at a time anyway.
/// </summary>
internal static class VipsFile
{
    private static readonly Lock turn = new();

    static VipsFile()
    {
        NetVips.NetVips.Concurrency = 1;
        // an operation is remembered by the address of its bytes, and addresses come again
        Cache.Max = 0;
    }

    /// <summary>Runs <paramref name="use"/> on the opened page. Only the header is read until pixels are asked for.</summary>
    /// <param name="page">The directory of a TIFF; 0 for the other formats.</param>
    /// <exception cref="ImageRefusedException">Damaged, cut off or of a kind that is not supported; the message says which.</exception>
    public static T Use<T>(ReadOnlySpan<byte> file, FileFormat format, int page, Func<NetVips.Image, T> use)
    {
        var bytes = format == FileFormat.Jpeg ? JpegEnd.Complete(file) : file.ToArray();
        lock (turn)
        {
            try
            {
                using var image = Open(bytes, format, page);
                return use(image);
            }
            catch (VipsException fault)
            {
                throw Refusal(fault, bytes, format);
            }
        }
    }

    /// <summary>1..8: how the stored rows and columns lie on the upright page.</summary>
    public static int OrientationOf(NetVips.Image image) => image.Contains("orientation") && image.Get("orientation") is int orientation and >= 1 and <= 8 ? orientation : 1;

    /// <summary>As it will be once upright.</summary>
    public static PageSize SizeOf(NetVips.Image image) => OrientationOf(image) >= 5 ? new(image.Height, image.Width) : new(image.Width, image.Height);

    // memory: what does not fit would go to a file in the jail's small /tmp. Warnings of libtiff are about tags it does not know; those of the others mean lost pixels
    private static NetVips.Image Open(byte[] file, FileFormat format, int page) => format switch
    {
        FileFormat.Jpeg => NetVips.Image.JpegloadBuffer(file, memory: true, failOn: Enums.FailOn.Warning),
        FileFormat.Png => NetVips.Image.PngloadBuffer(file, memory: true, failOn: Enums.FailOn.Warning),
        FileFormat.WebP => NetVips.Image.WebploadBuffer(file, memory: true, failOn: Enums.FailOn.Warning),
        FileFormat.Tiff => NetVips.Image.TiffloadBuffer(file, page: page, memory: true, failOn: Enums.FailOn.Error),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No image format."),
    };

    private static ImageRefusedException Refusal(VipsException fault, ReadOnlySpan<byte> file, FileFormat format)
    {
        var name = format == FileFormat.WebP ? "WebP" : format.ToString().ToUpperInvariant();
        // the last line is the cause; those before it say which operations were under way
        var cause = fault.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "no reason given";
        return IsCutOff(cause, file, format)
            ? new ImageRefusedException(RefusalReason.Truncated, $"The {name} file is cut off: {cause}.")
            : new ImageRefusedException(RefusalReason.Corrupt, $"The {name} file is damaged or of an unsupported kind: {cause}.");
    }

    private static bool IsCutOff(string cause, ReadOnlySpan<byte> file, FileFormat format) => format switch
    {
        FileFormat.Png => file[^Math.Min(file.Length, PngEndBytes)..].IndexOf("IEND"u8) < 0,
        _ => cause.Contains("premature end", StringComparison.OrdinalIgnoreCase) || cause.Contains("end of file", StringComparison.OrdinalIgnoreCase)
            || cause.Contains("Read error", StringComparison.OrdinalIgnoreCase) || cause.Contains("got 0 bytes", StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>Where a whole PNG has its last chunk, some junk behind it allowed.</summary>
    private const int PngEndBytes = 4096;
}
