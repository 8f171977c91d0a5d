namespace OcrLabeling.Ocr.Imaging;

/// <summary>What an untrusted file may be; checked from its header before any pixel is allocated.</summary>
/// <param name="MaxPixels">Pixels of one page.</param>
/// <param name="MaxSidePixels">Pixels of the longer side.</param>
/// <param name="MaxBytes">Bytes of the file.</param>
/// <param name="MaxPages">Pages of a TIFF or PDF.</param>
public readonly record struct ImageLimits(long MaxPixels, int MaxSidePixels, long MaxBytes, int MaxPages)
{
    public static readonly ImageLimits Default = new(50_000_000, 16_000, 25 * 1024 * 1024, 50);
}

public enum FileFormat { Jpeg, Png, Tiff, WebP, Heic, Pdf }

/// <summary>Why a file was refused; the exception's message names the limit and the file's own figure for people to read.</summary>
public enum RefusalReason { UnknownFormat, Truncated, Corrupt, TooManyBytes, TooManyPixels, TooLongSide, TooManyPages, Encrypted, Empty }

/// <summary>The bytes are not an image or document we accept. An expected outcome of reading untrusted bytes, not a fault of the program.</summary>
public sealed class ImageRefusedException(RefusalReason reason, string message) : Exception(message)
{
    public RefusalReason Reason { get; } = reason;
}
