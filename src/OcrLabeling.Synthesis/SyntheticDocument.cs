using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Synthesis;

/// <summary>A made-up document with its exact truth. Dispose it.</summary>
/// <param name="Image">Grey or BGR.</param>
/// <param name="Words">Everything readable on it, in reading order.</param>
/// <param name="Lines">The words of one <see cref="SyntheticWord.Line"/> joined by spaces; line n has index n.</param>
/// <param name="IsPhotographic">Looks photographed or scanned in tones, so JPEG suits it; else PNG.</param>
public sealed record SyntheticDocument(
    SyntheticCategory Category, ulong Seed, Image Image, IReadOnlyList<SyntheticWord> Words, IReadOnlyList<SyntheticLine> Lines, bool IsPhotographic) : IDisposable
{
    private const int JpegQuality = 88;

    /// <summary><c>.jpg</c> or <c>.png</c>, what <see cref="Encode"/> writes.</summary>
    public string FileExtension => IsPhotographic ? ".jpg" : ".png";

    /// <summary>The image as a JPEG or PNG file, the same bytes for the same seed.</summary>
    public byte[] Encode() => IsPhotographic ? Image.EncodeJpeg(JpegQuality) : Image.EncodePng();

    public void Dispose() => Image.Dispose();
}

/// <param name="Text">Without white space.</param>
/// <param name="Quad">Tight around the ink, in pixels of the image, through every turn and bend the page went through.</param>
/// <param name="Line">Number of its text line, from 0.</param>
public sealed record SyntheticWord(string Text, Quad Quad, int Line);

/// <param name="Quad">Around all words of the line.</param>
public sealed record SyntheticLine(string Text, Quad Quad);
