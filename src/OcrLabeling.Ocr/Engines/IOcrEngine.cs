using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Engines;

/// <summary>One reading engine: a page image in, words out. Runs inside the jail, one call at a time; not thread-safe.</summary>
public interface IOcrEngine : IDisposable
{
    /// <summary>Short name: <c>tesseract</c>, <c>ppocr</c>, <c>worddeepnet</c>.</summary>
    string Id { get; }

    /// <summary>Version of the engine together with its models and settings, such as <c>5.3.0</c>; a change of results must change it.</summary>
    string Version { get; }

    /// <summary>Reads all words of a page.</summary>
    /// <param name="page">The upright page, grey or BGR, 8 bits. Stays the caller's.</param>
    PageReading ReadPage(Image page, CancellationToken ct);

    /// <summary>Reads one cut-out word or line.</summary>
    CropReading ReadCrop(Image crop, CancellationToken ct);
}

/// <summary>One word that an engine read.</summary>
/// <param name="Text">NFC, no white space inside, never empty.</param>
/// <param name="Confidence">0..1, the engine's own.</param>
/// <param name="Quad">Corners in pixels of the page as given.</param>
/// <param name="Line">Number of the text line in reading order, from 0.</param>
public sealed record RecognizedWord(string Text, double Confidence, Quad Quad, int Line);

/// <summary>All words of one page in reading order.</summary>
/// <param name="Width">Width in pixels of the page that <see cref="RecognizedWord.Quad"/> refers to.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Rotation">Clockwise degrees (0, 90, 180, 270) the engine turned the page by before reading.</param>
/// <param name="StageMilliseconds">Wall milliseconds by stage: decode, detect, recognise, ...</param>
public sealed record PageReading(int Width, int Height, int Rotation, IReadOnlyList<RecognizedWord> Words, IReadOnlyDictionary<string, double> StageMilliseconds);

/// <summary>What an engine read on one cut-out word or line; empty text when there is nothing to read.</summary>
public sealed record CropReading(string Text, double Confidence);
