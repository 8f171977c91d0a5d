using OcrLabeling.Ocr.Imaging.Decoding;

namespace OcrLabeling.Ocr.Imaging;

/// <summary>Headers and pixels of untrusted files. Every refusal is an <see cref="ImageRefusedException"/>; sizes are checked before pixels are allocated.</summary>
internal static class ImageReader
{
    /// <summary>Directories of a TIFF beside its pages: a small copy and a mask of each.</summary>
    private const int DirectoriesPerPage = 3;

    internal static ImageHeader ReadHeader(ReadOnlySpan<byte> file, ImageLimits limits)
    {
        var format = Accept(file, limits);
        return new ImageHeader(format, format == FileFormat.Tiff ? [.. TiffPages(file, limits).Select(page => page.Size)] : [SizeOf(file, format, limits)]);
    }

    internal static Image Decode(ReadOnlySpan<byte> file, int page, ImageLimits limits)
    {
        var format = Accept(file, limits);
        ArgumentOutOfRangeException.ThrowIfNegative(page);
        if (format != FileFormat.Tiff)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(page, 0);
            if (format == FileFormat.Heic)
                return HeifFile.Decode(file, size => CheckSize(size, limits));
            SizeOf(file, format, limits);
            return VipsFile.Use(file, format, 0, stored => Pixels(stored, 0, hasAlpha: true, limits));
        }
        var pages = TiffPages(file, limits);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(page, pages.Count);
        var (index, _, colours, hasAlpha, labAt) = pages[page];
        if (labAt is not { } at)
            return VipsFile.Use(file, format, index, stored => Pixels(stored, colours, hasAlpha, limits));
        return VipsFile.Use(LabPixels.AsPlainSamples(file, at), format, index, stored =>
        {
            using var rgb = LabPixels.ToRgb(stored);
            return Pixels(rgb, 3, hasAlpha: false, limits);
        });
    }

    private static Image Pixels(NetVips.Image stored, int colours, bool hasAlpha, ImageLimits limits)
    {
        // what the decoder itself says: a header may state less than the image behind it
        CheckSize(VipsFile.SizeOf(stored), limits);
        return PagePixels.Read(stored, colours, hasAlpha);
    }

    private static PageSize SizeOf(ReadOnlySpan<byte> file, FileFormat format, ImageLimits limits)
    {
        if (format == FileFormat.WebP)
            CheckSize(WebPHeader.Read(file), limits);
        var size = format == FileFormat.Heic ? HeifFile.SizeOf(file) : VipsFile.Use(file, format, 0, VipsFile.SizeOf);
        CheckSize(size, limits);
        return size;
    }

    private static IReadOnlyList<TiffPage> TiffPages(ReadOnlySpan<byte> file, ImageLimits limits)
    {
        var pages = TiffDirectory.Read(file, DirectoriesPerPage * limits.MaxPages + 1);
        if (pages.Count > limits.MaxPages)
            throw Refused(RefusalReason.TooManyPages, $"The file has more than {limits.MaxPages} pages, the limit.");
        foreach (var page in pages)
            CheckSize(page.Size, limits);
        return pages;
    }

    private static FileFormat Accept(ReadOnlySpan<byte> file, ImageLimits limits)
    {
        if (file.IsEmpty)
            throw Refused(RefusalReason.Empty, "The file is empty.");
        if (file.Length > limits.MaxBytes)
            throw Refused(RefusalReason.TooManyBytes, $"The file has {file.Length:N0} bytes; the limit is {limits.MaxBytes:N0}.");
        return FileSignature.Detect(file) switch
        {
            null => throw Refused(RefusalReason.UnknownFormat, FileSignature.Unknown(file)),
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

    private static ImageRefusedException Refused(RefusalReason reason, string message) => new(reason, message);
}
