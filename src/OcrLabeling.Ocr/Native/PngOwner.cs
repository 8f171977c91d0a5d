namespace OcrLabeling.Ocr.Native;

/// <summary>
/// OpenCvSharp carries libpng, libjpeg and leptonica of its own and shows their names to the whole process; libtesseract uses Debian's. Where both are loaded one calls into the other's copy
/// ("Invalid IHDR data", a double free). So a process holds one of the two: whichever is asked for first.
/// </summary>
internal static class PngOwner
{
    private static readonly Lock turn = new();
    private static string? owner;

    /// <summary>Takes this process for OpenCvSharp.</summary>
    /// <exception cref="InvalidOperationException">It is Tesseract's.</exception>
    public static void ClaimForOpenCv() => Claim("OpenCvSharp");

    /// <summary>Takes this process for libtesseract.</summary>
    /// <exception cref="InvalidOperationException">It is OpenCvSharp's.</exception>
    public static void ClaimForTesseract() => Claim("Tesseract");

    private static void Claim(string library)
    {
        lock (turn)
        {
            owner ??= library;
            if (owner != library)
                throw new InvalidOperationException($"{library} cannot be loaded into a process that uses {owner}: their copies of libpng would be mixed.");
        }
    }
}
