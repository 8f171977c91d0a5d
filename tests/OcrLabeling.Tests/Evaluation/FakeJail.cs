using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Tests.Evaluation;

/// <summary>Reads whatever the test says; images are UTF-8 texts.</summary>
public sealed class FakeJail : IOcrJail
{
    private int calls;

    public string Version { get; set; } = "1";

    /// <summary>What stands on a crop, by engine and the image's own text; may throw.</summary>
    public Func<string, string, string> Crop { get; set; } = (_, text) => text;

    /// <summary>The words of a page, by engine; may throw.</summary>
    public Func<string, IReadOnlyList<RecognizedWord>> Page { get; set; } = _ => [];

    public int Calls => calls;

    public int Renewals { get; private set; }

    public void Renew() => Renewals++;

    public Task<IReadOnlyList<EngineInfo>> EnginesAsync(CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<EngineInfo>>([new("tesseract", Version), new("ppocr", Version), new("worddeepnet", Version)]);

    public Task<JailedCropReading> ReadCropAsync(string engineId, ReadOnlyMemory<byte> image, CancellationToken ct = default)
    {
        Interlocked.Increment(ref calls);
        var text = Crop(engineId, System.Text.Encoding.UTF8.GetString(image.Span));
        return Task.FromResult(new JailedCropReading(new(engineId, Version), new CropReading(text, 0.9), 0.01, 0.01));
    }

    public Task<JailedPageReading> ReadPageAsync(string engineId, ReadOnlyMemory<byte> image, CancellationToken ct = default)
    {
        Interlocked.Increment(ref calls);
        var reading = new PageReading(100, 100, 0, Page(engineId), new Dictionary<string, double>());
        return Task.FromResult(new JailedPageReading(new(engineId, Version), reading, 0.5, 0.4));
    }

    public Task<FileInspection> InspectAsync(ReadOnlyMemory<byte> file, CancellationToken ct = default) => throw new NotSupportedException();

    public Task<EncodedImage> RenderPageAsync(ReadOnlyMemory<byte> file, int page, int quarterTurns = 0, CancellationToken ct = default) => throw new NotSupportedException();

    public Task<EncodedImage> TurnAsync(ReadOnlyMemory<byte> image, int quarterTurns, CancellationToken ct = default) => throw new NotSupportedException();

    public Task<EncodedImage> PreviewAsync(ReadOnlyMemory<byte> image, int maxSidePixels, CancellationToken ct = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<EncodedImage>> CutCropsAsync(ReadOnlyMemory<byte> image, IReadOnlyList<Quad> quads, int paddingPixels, CancellationToken ct = default) =>
        throw new NotSupportedException();

    public Task<WordPixels> ScaleWordAsync(ReadOnlyMemory<byte> image, CancellationToken ct = default) =>
        Task.FromResult(new WordPixels(WordImage.HeightPixels, true, new byte[WordImage.HeightPixels * WordImage.HeightPixels]));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
