using System.Text;
using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;

namespace OcrLabeling.Ocr.Tests.Cli;

/// <summary>Reads "images" that hold their own text: one word for each word of the file, 50 pixels apart. Some words make it fail.</summary>
internal sealed class FakeJail : IOcrJail
{
    public const string Corrupt = "CORRUPT", CrashAlways = "CRASH", CrashOnce = "CRASHONCE";
    private static readonly EngineInfo Engine = new("fake", "1.0");
    private int crashes;
    private int reads;

    /// <summary>Called before each reading with the number of readings so far.</summary>
    public Action<int>? BeforeRead { get; init; }

    public int Reads => reads;

    /// <summary>What an engine makes of the text of a crop; the text itself otherwise.</summary>
    public Func<string, string, string> Crop { get; init; } = (_, text) => text;

    /// <summary>How often the models changed.</summary>
    public int Renewals { get; private set; }

    public void Renew() => Renewals++;

    public static Box Place(int word) => new(word * 50, 0, word * 50 + 40, 20);

    public Task<IReadOnlyList<EngineInfo>> EnginesAsync(CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<EngineInfo>>([Engine, new("other", "2.0")]);

    public Task<FileInspection> InspectAsync(ReadOnlyMemory<byte> file, CancellationToken ct = default)
    {
        var pages = Encoding.UTF8.GetString(file.Span).Split('\f');
        return Task.FromResult(new FileInspection(pages.Length > 1 ? FileFormat.Tiff : FileFormat.Png, [.. pages.Select(_ => new PageSize(500, 100))]));
    }

    public Task<EncodedImage> RenderPageAsync(ReadOnlyMemory<byte> file, int page, int quarterTurns = 0, CancellationToken ct = default) =>
        Task.FromResult(new EncodedImage(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file.Span).Split('\f')[page]), "image/png", 500, 100));

    public Task<JailedPageReading> ReadPageAsync(string engineId, ReadOnlyMemory<byte> image, CancellationToken ct = default)
    {
        var words = Words(image, ct).Select((w, i) => new RecognizedWord(w, 0.75, Quad.FromBox(Place(i)), Line: i / 2)).ToList();
        return Task.FromResult(new JailedPageReading(Engine, new(500, 100, 0, words, new Dictionary<string, double> { ["recognise"] = 12.5 }), 0.25, 0.125));
    }

    public Task<JailedCropReading> ReadCropAsync(string engineId, ReadOnlyMemory<byte> image, CancellationToken ct = default) =>
        Task.FromResult(new JailedCropReading(Engine, new(Crop(engineId, string.Join(' ', Words(image, ct))), 0.75), 0.25, 0.125));

    public Task<EncodedImage> TurnAsync(ReadOnlyMemory<byte> image, int quarterTurns, CancellationToken ct = default) => throw new NotSupportedException();

    public Task<EncodedImage> PreviewAsync(ReadOnlyMemory<byte> image, int maxSidePixels, CancellationToken ct = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<EncodedImage>> CutCropsAsync(
        ReadOnlyMemory<byte> image, IReadOnlyList<Quad> quads, int paddingPixels, CancellationToken ct = default) => throw new NotSupportedException();

    /// <summary>As wide as the text is long, and black.</summary>
    public Task<WordPixels> ScaleWordAsync(ReadOnlyMemory<byte> image, CancellationToken ct = default)
    {
        var width = 10 * Words(image, ct).Sum(w => w.Length);
        return Task.FromResult(new WordPixels(width, KeepsShape: width < 300, new byte[width * 32]));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string[] Words(ReadOnlyMemory<byte> image, CancellationToken ct)
    {
        var earlier = Interlocked.Increment(ref reads) - 1;
        BeforeRead?.Invoke(earlier);
        ct.ThrowIfCancellationRequested();
        var text = Encoding.UTF8.GetString(image.Span);
        if (text == Corrupt)
            throw new ImageRefusedException(RefusalReason.Corrupt, "the image is damaged");
        if (text == CrashAlways || (text == CrashOnce && Interlocked.Increment(ref crashes) == 1))
            throw new OcrWorkerCrashedException("the worker was killed by signal 11");
        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
