namespace OcrLabeling.Ocr.Imaging.Decoding;

/// <summary>A camera or a copy that stopped a moment early leaves out the last two bytes of a JPEG, and nothing else. With the mark put back, a scan that is whole decodes, and one that is cut off still does not.</summary>
internal static class JpegEnd
{
    private const byte Mark = 0xFF, EndOfImage = 0xD9;

    /// <summary>A copy that ends with the end mark.</summary>
    public static byte[] Complete(ReadOnlySpan<byte> file) => file[^1] switch
    {
        EndOfImage when file[^2] == Mark => file.ToArray(),
        Mark => [.. file, EndOfImage],
        _ => [.. file, Mark, EndOfImage],
    };
}
