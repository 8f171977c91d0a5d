using System.Text;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Jail.Protocol;
using OcrLabeling.Ocr.Jail.Sandbox;

namespace OcrLabeling.Ocr.Pdf;

/// <summary>
/// Reads PDFs with poppler's pdfinfo, pdfimages, pdftotext and pdftoppm, each call in a jail of its own: the file goes in by stdin, text or raw pixels come out by stdout, nothing is written.
/// What comes out is untrusted and checked like a worker's reply.
/// </summary>
/// <param name="hiddenUserUnit">Asks a jailed worker for <see cref="PdfUserUnit.LargestIn"/>.</param>
internal sealed class PdfTools(OcrWorkerPoolOptions options, TimeProvider time, Func<ReadOnlyMemory<byte>, CancellationToken, Task<double>> hiddenUserUnit) : IAsyncDisposable
{
    private const int TextBytes = 1024 * 1024, ContentBytes = 16 * 1024 * 1024, NetpbmHeaderBytes = 64;

    private readonly JailedTool tool = new(options, time);

    /// <summary>Sizes in pixels before anybody has looked at what is drawn on the pages: <see cref="RenderAsync"/> may choose others.</summary>
    /// <exception cref="ImageRefusedException">Encrypted, corrupt, empty or too many pages.</exception>
    public async Task<IReadOnlyList<PageSize>> PagesAsync(ReadOnlyMemory<byte> file, CancellationToken ct)
    {
        var pages = await InformationAsync(file, ct);
        var resolution = await ResolutionOfAsync(file, ct);
        return [.. pages.Select(page => PdfPageScale.For(page, PdfPageContent.Unknown, resolution).Upright)];
    }

    /// <param name="page">From 0.</param>
    /// <exception cref="ImageRefusedException">As <see cref="PagesAsync"/>, or this page cannot be rendered.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such page.</exception>
    public async Task<RenderedPdfPage> RenderAsync(ReadOnlyMemory<byte> file, int page, CancellationToken ct)
    {
        var pages = await InformationAsync(file, ct);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(page, pages.Count);
        var number = Invariant($"{page + 1}");
        var scale = PdfPageScale.For(pages[page], await ContentAsync(file, number, ct), await ResolutionOfAsync(file, ct));
        string[] arguments = ["-cropbox", "-f", number, "-l", number, "-scale-to-x", Invariant($"{scale.AsStored.Width}"), "-scale-to-y", Invariant($"{scale.AsStored.Height}"), "-"];
        var run = await tool.RunAsync("pdftoppm", arguments, file, 3 * scale.Upright.Width * scale.Upright.Height + NetpbmHeaderBytes, ct);
        return run.Code == 0 && NetpbmImage.TryRead(run.Output, out var image) && (image.Width, image.Height) == (scale.Upright.Width, scale.Upright.Height)
            ? new RenderedPdfPage(image, PdfRemarks.Of(run.Errors, scale.ReducedTo))
            : throw new ImageRefusedException(RefusalReason.Corrupt, $"Page {number} of the PDF cannot be rendered: {FirstLine(run.Errors)}");
    }

    public ValueTask DisposeAsync() => tool.DisposeAsync();

    /// <summary>What is drawn decides the resolution; a page that these programs stumble over is rendered as a page of text.</summary>
    private async Task<PdfPageContent> ContentAsync(ReadOnlyMemory<byte> file, string number, CancellationToken ct)
    {
        var list = await tool.RunAsync("pdfimages", ["-list", "-f", number, "-l", number, "-"], file, ContentBytes, ct);
        if (list.Code != 0 || PdfPicture.Parse(Encoding.UTF8.GetString(list.Output)) is not { Count: > 0 } pictures)
            return PdfPageContent.Unknown;
        var text = await tool.RunAsync("pdftotext", ["-enc", "UTF-8", "-f", number, "-l", number, "-", "-"], file, ContentBytes, ct);
        return new PdfPageContent(pictures, text.Code != 0 || !string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(text.Output)));
    }

    private async Task<IReadOnlyList<PdfPageInfo>> InformationAsync(ReadOnlyMemory<byte> file, CancellationToken ct)
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
        return document.Pages;
    }

    private async Task<PdfResolution> ResolutionOfAsync(ReadOnlyMemory<byte> file, CancellationToken ct) => new(
        options.PdfDotsPerInch, options.PdfPagePixels, Math.Min(options.Limits.MaxPixels, FrameLimits.RenderedPixels), options.Limits.MaxSidePixels,
        PdfUserUnit.MayBeHidden(file.Span) ? await hiddenUserUnit(file, ct) : PdfUserUnit.LargestInPlain(file.Span));

    private static string FirstLine(string errors) => errors.Split('\n')[0] is { Length: > 0 } line ? line.Length > 200 ? line[..199] + "…" : line : "it is damaged.";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

/// <param name="Remark">What may be missing on the page, for people; null when nothing.</param>
internal readonly record struct RenderedPdfPage(NetpbmImage Pixels, string? Remark);
