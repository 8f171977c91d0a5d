namespace OcrLabeling.Ocr.Imaging;

/// <summary>What a file's header says, before any pixel is decoded.</summary>
/// <param name="Pages">At least one; one for everything but TIFF.</param>
public sealed record ImageHeader(FileFormat Format, IReadOnlyList<PageSize> Pages);

/// <summary>Size of a page in pixels as it will be rendered (EXIF orientation applied).</summary>
public readonly record struct PageSize(int Width, int Height);

/// <summary>Tells formats apart by their first bytes; names and media types of uploads are not trusted.</summary>
public static class FileSignature
{
    /// <summary>A PDF header may stand anywhere in this many first bytes (PDF 1.7, Annex H, note 13).</summary>
    private const int PdfHeaderWindow = 1024;

    /// <summary>Major and compatible brands of HEIC photographs and sequences (ISO/IEC 23008-12, annex B); AVIF shares the container, not the brands.</summary>
    private static readonly string[] heicBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx"];

    /// <summary>Why a file that <see cref="Detect"/> does not know is refused, with the way out where its kind is known.</summary>
    public static string Unknown(ReadOnlySpan<byte> file)
    {
        var kind = file.StartsWith("GIF8"u8) ? "a GIF" : file.StartsWith("BM"u8) ? "a BMP" : Brands(file)?.Contains("avif") == true ? "an AVIF"
            : file.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 12, (byte)'j', (byte)'P']) || file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]) ? "a JPEG 2000" : null;
        return kind is null ? $"The file is none of {Accepted}." : $"The file is {kind} image, which is none of {Accepted}. Save it as PNG or JPEG.";
    }

    private const string Accepted = "JPEG, PNG, TIFF, WebP, HEIC and PDF";

    /// <summary>The format of the file, or null when it is none of ours.</summary>
    public static FileFormat? Detect(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return FileFormat.Jpeg;
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return FileFormat.Png;
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) || file.StartsWith("II+\0"u8) || file.StartsWith("MM\0+"u8))
            return FileFormat.Tiff;
        if (file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8))
            return FileFormat.WebP;
        if (Brands(file) is { } brands && brands.Any(heicBrands.Contains))
            return FileFormat.Heic;
        return file[..Math.Min(file.Length, PdfHeaderWindow)].IndexOf("%PDF-"u8) >= 0 ? FileFormat.Pdf : null;
    }

    /// <summary>The brands in the first box of an ISO media file, or null when it is none.</summary>
    private static List<string>? Brands(ReadOnlySpan<byte> file)
    {
        const int brandsAt = 8, brandBytes = 4, most = 32;
        if (file.Length < brandsAt + brandBytes || !file[4..].StartsWith("ftyp"u8))
            return null;
        var end = Math.Min(Math.Min((long)System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(file), file.Length), brandsAt + brandBytes * most);
        var brands = new List<string>();
        for (var at = brandsAt; at + brandBytes <= end; at += brandBytes)
            brands.Add(System.Text.Encoding.ASCII.GetString(file.Slice(at, brandBytes)));
        return brands;
    }
}
