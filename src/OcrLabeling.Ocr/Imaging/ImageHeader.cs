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
        return file[..Math.Min(file.Length, PdfHeaderWindow)].IndexOf("%PDF-"u8) >= 0 ? FileFormat.Pdf : null;
    }
}
