using OcrLabeling.Ocr.Native;

namespace OcrLabeling.Ocr.Imaging;

/// <summary>Headers and pixels of untrusted files. Every refusal is an <see cref="ImageRefusedException"/>; sizes are checked before pixels are allocated.</summary>
internal static unsafe class ImageReader
{
    internal static ImageHeader ReadHeader(ReadOnlySpan<byte> file, ImageLimits limits)
    {
        var format = Accept(file, limits);
        var sizes = new ShimSize[limits.MaxPages + 1];
        int count;
        fixed (byte* bytes = file)
        fixed (ShimSize* pages = sizes)
            ThrowRefusal(Shim.ReadHeader((int)format, bytes, file.Length, Native(limits), pages, out count), format);
        if (count > limits.MaxPages)
            throw Refused(RefusalReason.TooManyPages, $"The file has more than {limits.MaxPages} pages, the limit.");
        var header = new ImageHeader(format, [.. sizes.Take(count).Select(size => new PageSize(size.Width, size.Height))]);
        foreach (var page in header.Pages)
            CheckSize(page, limits);
        return header;
    }

    internal static NativeImage Decode(ReadOnlySpan<byte> file, int page, ImageLimits limits)
    {
        var header = ReadHeader(file, limits);
        ArgumentOutOfRangeException.ThrowIfNegative(page);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(page, header.Pages.Count);
        NativeImage image;
        fixed (byte* bytes = file)
            ThrowRefusal(Shim.Decode((int)header.Format, bytes, file.Length, page, Native(limits), out image), header.Format);
        return image;
    }

    private static FileFormat Accept(ReadOnlySpan<byte> file, ImageLimits limits)
    {
        if (file.IsEmpty)
            throw Refused(RefusalReason.Empty, "The file is empty.");
        if (file.Length > limits.MaxBytes)
            throw Refused(RefusalReason.TooManyBytes, $"The file has {file.Length:N0} bytes; the limit is {limits.MaxBytes:N0}.");
        return FileSignature.Detect(file) switch
        {
            null => throw Refused(RefusalReason.UnknownFormat, "The file is none of JPEG, PNG, TIFF, WebP and PDF."),
            FileFormat.Pdf => throw Refused(RefusalReason.UnknownFormat, "The file is a PDF document, not an image."),
            { } format => format,
        };
    }

    private static void CheckSize(PageSize page, ImageLimits limits)
    {
        var longSide = Math.Max(page.Width, page.Height);
        if (longSide > limits.MaxSidePixels)
            throw Refused(RefusalReason.TooLongSide, $"The image is {longSide:N0} pixels long; the limit is {limits.MaxSidePixels:N0}.");
        var pixels = (long)page.Width * page.Height;
        if (pixels > limits.MaxPixels)
            throw Refused(RefusalReason.TooManyPixels, $"The image has {page.Width:N0} x {page.Height:N0} = {pixels:N0} pixels; the limit is {limits.MaxPixels:N0}.");
        if (page.Width <= 0 || page.Height <= 0)
            throw Refused(RefusalReason.Corrupt, $"The image is {page.Width} x {page.Height} pixels.");
    }

    private static void ThrowRefusal(ShimStatus status, FileFormat format)
    {
        switch (status)
        {
            case ShimStatus.Corrupt:
                throw Refused(RefusalReason.Corrupt, $"The {Name(format)} file is damaged or of an unsupported kind: {Shim.LastError()}.");
            case ShimStatus.Truncated:
                throw Refused(RefusalReason.Truncated, $"The {Name(format)} file is cut off: {Shim.LastError()}.");
            case ShimStatus.TooLarge:
                throw Refused(RefusalReason.TooManyPixels, $"The {Name(format)} file holds a larger image than its header says and than the limit.");
            default:
                Shim.Check(status);
                break;
        }
    }

    /// <summary>As people write it.</summary>
    private static string Name(FileFormat format) => format == FileFormat.WebP ? "WebP" : format.ToString().ToUpperInvariant();

    private static ShimLimits Native(ImageLimits limits) => new(limits.MaxPixels, limits.MaxSidePixels, limits.MaxPages);

    private static ImageRefusedException Refused(RefusalReason reason, string message) => new(reason, message);
}
