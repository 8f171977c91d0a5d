using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Ocr.Engines.WordDeepNet;

/// <summary>Our own network: reads cut-out words and short runs of them. Not thread-safe.</summary>
internal sealed class WordDeepNetEngine : IOcrEngine
{
    private readonly WordRecognizer recognizer;

    /// <param name="sha256">Of the model: every training makes another version.</param>
    public WordDeepNetEngine(string id, byte[] model, string sha256, WordDecoder decoder)
    {
        Id = id;
        Version = $"2.{sha256[..8]}";
        recognizer = new WordRecognizer(model, decoder);
    }

    public string Id { get; }

    /// <summary>Ends with the first digits of the model's SHA-256.</summary>
    public string Version { get; }

    /// <exception cref="EngineUnavailableException">Always: finding words on a page is not part of it yet.</exception>
    public PageReading ReadPage(Image page, CancellationToken ct) =>
        throw new EngineUnavailableException(Id, $"The engine '{Id}' reads cut-out words (evaluate --crops), not whole pages; choose another engine for pages.");

    public CropReading ReadCrop(Image crop, CancellationToken ct)
    {
        using var word = WordImage.From(crop);
        var reading = recognizer.Read([word], ct)[0];
        return new(reading.Text, reading.Confidence);
    }

    public void Dispose() => recognizer.Dispose();
}
