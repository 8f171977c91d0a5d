using System.Text;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Reading;

namespace OcrLabeling.Tests.Pipeline;

/// <summary>
/// Reads files made by <see cref="File"/>: their text says how many pages they have, and each page's words are given by it. Anything else is refused.
/// </summary>
public sealed class FakeImageReader : IImageReader
{
    private const string Magic = "fake:";

    public IReadOnlyList<string> EngineIds { get; set; } = ["tesseract", "ppocr"];

    public IReadOnlyList<string> CropEngineIds => [.. EngineIds, "worddeepnet"];

    /// <summary>Called before each page is read; may throw or wait.</summary>
    public Func<string, CancellationToken, Task> BeforeReading { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Told the text of each page that was read, one at a time.</summary>
    public Action<string> AfterReading { get; set; } = _ => { };

    /// <summary>Called before a page with that text is read; may throw or wait.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<string, Func<CancellationToken, Task>> OnText { get; } = [];

    /// <summary>Called before each file is inspected; may throw.</summary>
    public Action BeforeInspecting { get; set; } = () => { };

    /// <summary>Of every page of every file.</summary>
    public (int Width, int Height) Size { get; set; } = (1000, 1400);

    public int Renderings { get; private set; }

    public int Readings { get; private set; }

    /// <summary>A file of one page for each text, words separated by spaces.</summary>
    public static byte[] File(params string[] pages) => Encoding.UTF8.GetBytes(Magic + string.Join('\f', pages));

    public Task LearnEnginesAsync(CancellationToken ct) => Task.CompletedTask;

    public Task<InspectedFile> InspectAsync(ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        BeforeInspecting();
        return Task.FromResult(new InspectedFile(DocumentFormat.Png, [.. Pages(file).Select(_ => Size)]));
    }

    public Task<RenderedImage> RenderPageAsync(ReadOnlyMemory<byte> file, int page, int quarterTurns, CancellationToken ct)
    {
        Renderings++;
        var text = quarterTurns == 0 ? Pages(file)[page] : $"{Pages(file)[page]} turned {quarterTurns}";
        var (width, height) = quarterTurns % 2 == 0 ? (1001, 1401) : (1401, 1001);
        return Task.FromResult(new RenderedImage(File(text), "image/png", width, height) { Remark = Remark });
    }

    public Task<RenderedImage> TurnAsync(ReadOnlyMemory<byte> image, int quarterTurns, CancellationToken ct)
    {
        BeforeTurning();
        return Task.FromResult(new RenderedImage(File($"{Pages(image)[0]} turned by {quarterTurns}"), "image/png", Size.Height, Size.Width));
    }

    /// <summary>Called before each image is turned; may throw.</summary>
    public Action BeforeTurning { get; set; } = () => { };

    /// <summary>What rendering finds wrong.</summary>
    public string? Remark { get; set; }

    /// <summary>An image whose text ends with this cannot be decoded, though its header can.</summary>
    public const string CutShort = "cut sho";

    public Task<RenderedImage> PreviewAsync(ReadOnlyMemory<byte> image, int maxSidePixels, CancellationToken ct) => image.Span.EndsWith(Encoding.UTF8.GetBytes(CutShort))
        ? throw new FileRefusedException("The file is cut off.")
        : Task.FromResult(new RenderedImage([.. "small"u8, .. image.Span], "image/jpeg", maxSidePixels, maxSidePixels));

    public async Task<PageWords> ReadPageAsync(string engineId, ReadOnlyMemory<byte> image, CancellationToken ct)
    {
        await BeforeReading(engineId, ct);
        if (OnText.TryGetValue(Pages(image)[0], out var act))
            await act(ct);
        lock (OnText)
        {
            Readings++;
            AfterReading(Pages(image)[0]);
        }
        var words = Pages(image)[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new PageWords($"{engineId}-1", [.. words.Select((w, i) => new ReadWord(w, 0.5 + i, Box(i * 50, 10, 40, 12), 0))], 12.5);
    }

    public async Task<CropText> ReadCropAsync(string engineId, ReadOnlyMemory<byte> image, CancellationToken ct)
    {
        if (OnText.TryGetValue(Pages(image)[0], out var act))
            await act(ct);
        return new CropText($"{engineId}-1", Pages(image)[0], 0.9, 1);
    }

    public Task<IReadOnlyList<RenderedImage>> CutCropsAsync(ReadOnlyMemory<byte> image, IReadOnlyList<WordQuad> quads, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<RenderedImage>>([.. quads.Select((_, i) => new RenderedImage(File($"crop {i}"), "image/png", 40, 12))]);

    public static WordQuad Box(double x, double y, double width, double height) => new(x, y, x + width, y, x + width, y + height, x, y + height);

    private static string[] Pages(ReadOnlyMemory<byte> file)
    {
        var text = Encoding.UTF8.GetString(file.Span);
        return text.StartsWith(Magic, StringComparison.Ordinal) ? text[Magic.Length..].Split('\f') : throw new FileRefusedException("This is not an image of a kind that is accepted.");
    }
}
