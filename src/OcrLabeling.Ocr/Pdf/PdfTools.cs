using System.Text;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Jail.Sandbox;

namespace OcrLabeling.Ocr.Pdf;

/// <summary>
/// Reads PDFs with poppler's pdfinfo and pdftoppm, each call in a jail of its own: the file goes in by stdin, text or raw pixels come out by stdout, nothing is written.
/// What comes out is untrusted and checked like a worker's reply.
/// </summary>
internal sealed class PdfTools(OcrWorkerPoolOptions options, TimeProvider time) : IAsyncDisposable
{
    private const int TextBytes = 1024 * 1024, NetpbmHeaderBytes = 64;

    private readonly JailedTool tool = new(options, time);

    /// <summary>Sizes in pixels as <see cref="RenderAsync"/> renders them.</summary>
    /// <exception cref="ImageRefusedException">Encrypted, corrupt, empty or too many pages.</exception>
    public async Task<IReadOnlyList<PageSize>> PagesAsync(ReadOnlyMemory<byte> file, CancellationToken ct) => [.. (await ScalesAsync(file, ct)).Select(scale => scale.Upright)];

    /// <param name="page">From 0.</param>
    /// <exception cref="ImageRefusedException">As <see cref="PagesAsync"/>, or this page cannot be rendered.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such page.</exception>
    public async Task<NetpbmImage> RenderAsync(ReadOnlyMemory<byte> file, int page, CancellationToken ct)
    {
        var scales = await ScalesAsync(file, ct);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(page, scales.Count);
        var scale = scales[page];
        var number = Invariant($"{page + 1}");
        string[] arguments = ["-cropbox", "-f", number, "-l", number, "-scale-to-x", Invariant($"{scale.AsStored.Width}"), "-scale-to-y", Invariant($"{scale.AsStored.Height}"), "-"];
        var run = await tool.RunAsync("pdftoppm", arguments, file, 3 * scale.Upright.Width * scale.Upright.Height + NetpbmHeaderBytes, ct);
        return run.Code == 0 && NetpbmImage.TryRead(run.Output, out var image) && (image.Width, image.Height) == (scale.Upright.Width, scale.Upright.Height)
            ? image
            : throw new ImageRefusedException(RefusalReason.Corrupt, $"Page {number} of the PDF cannot be rendered: {FirstLine(run.Errors)}");
    }

    public ValueTask DisposeAsync() => tool.DisposeAsync();

    private async Task<IReadOnlyList<PdfPageScale>> ScalesAsync(ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        var run = await tool.RunAsync("pdfinfo", ["-enc", "UTF-8", "-f", "1", "-l", Invariant($"{options.Limits.MaxPages}"), "-"], file, TextBytes, ct);
        if (run.Errors.Contains("Incorrect password", StringComparison.Ordinal))
            throw new ImageRefusedException(RefusalReason.Encrypted, "The PDF is encrypted and needs a password.");
        if (run.Errors.Contains("can not be after the last page (0)", StringComparison.Ordinal))
            throw new ImageRefusedException(RefusalReason.Empty, "The PDF has no page that can be read.");
        if (run.Code != 0 || PdfDocumentInfo.Parse(Encoding.UTF8.GetString(run.Output)) is not { PageCount: > 0 } document)
            throw new ImageRefusedException(RefusalReason.Corrupt, $"The PDF cannot be read: {FirstLine(run.Errors)}");
        if (document.PageCount > options.Limits.MaxPages)
            throw new ImageRefusedException(RefusalReason.TooManyPages, Invariant($"The PDF has {document.PageCount} pages; at most {options.Limits.MaxPages} are accepted."));
        if (document.Pages.Count != document.PageCount)
            throw new ImageRefusedException(RefusalReason.Corrupt, Invariant($"The PDF says it has {document.PageCount} pages, but {document.Pages.Count} were found."));
        return [.. document.Pages.Select(page => PdfPageScale.For(page, options.PdfDotsPerInch, options.PdfPagePixels, options.Limits.MaxSidePixels))];
    }

    private static string FirstLine(string errors) => errors.Split('\n')[0] is { Length: > 0 } line ? line[..Math.Min(line.Length, 200)] : "it is damaged.";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
