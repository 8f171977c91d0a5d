using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Reading;

/// <summary>Reads one page with one engine: renders the page image when nobody has yet, then stores the words and the success together.</summary>
public sealed class ReadPageRunner(IDbContextFactory<AppDb> databases, IBlobStore blobs, BlobLifetime lifetime, IImageReader reader, TimeProvider time) : IJobRunner
{
    public const int PreviewSidePixels = 320;

    /// <summary>Share of the work done once the page image is there.</summary>
    private const double RenderedShare = 0.3;

    public JobKind Kind => JobKind.ReadPage;

    public async Task RunAsync(HeldJob job, IProgress<double> progress, CancellationToken ct)
    {
        var id = new OcrRunId(job.Subject.Id);
        var source = await FindSourceAsync(id, ct);
        var image = source.Image is { } stored ? await blobs.GetAsync(stored, ct) : await RenderAsync(source, ct);
        progress.Report(RenderedShare);
        var read = await reader.ReadPageAsync(source.EngineId, image, ct);
        await StoreAsync(id, job.Lease, read, ct);
    }

    private async Task<Source> FindSourceAsync(OcrRunId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await (
            from run in db.OcrRuns.AsNoTracking()
            join page in db.Pages on run.PageId equals page.Id
            join document in db.Documents on page.DocumentId equals document.Id
            where run.Id == id
            select new Source(run.EngineId, page.Id, page.Number, page.QuarterTurns, page.Image, document.Original)).SingleAsync(ct);
    }

    private async Task<byte[]> RenderAsync(Source source, CancellationToken ct)
    {
        var image = await reader.RenderPageAsync(await blobs.GetAsync(source.Original, ct), source.PageNumber - 1, source.QuarterTurns, ct);
        var preview = await reader.PreviewAsync(image.Bytes, PreviewSidePixels, ct);

        using var keep = await lifetime.KeepAsync(ct);
        var imageId = await blobs.PutAsync(image.Bytes, ct);
        var previewId = await blobs.PutAsync(preview.Bytes, ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        // turned meanwhile: this job was taken back, and the one in its place renders anew
        var page = await db.Pages.SingleAsync(p => p.Id == source.PageId && p.QuarterTurns == source.QuarterTurns, ct);
        page.Rendered(imageId, image.MediaType, image.Width, image.Height, previewId, image.Remark);
        await db.SaveChangesAsync(ct);
        return image.Bytes;
    }

    private async Task StoreAsync(OcrRunId id, JobLease lease, PageWords read, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var run = await db.OcrRuns.SingleAsync(r => r.Id == id, ct);
        db.Words.AddRange(read.Words.Select((word, index) =>
            new Word(id, index, word.Text, double.IsNaN(word.Confidence) ? 0 : Math.Clamp(word.Confidence, 0, 1), word.Line, word.Quad)));
        run.Succeed(lease, read.EngineVersion, read.Milliseconds, read.Words.Count, time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(ct);
    }

    private sealed record Source(string EngineId, PageId PageId, int PageNumber, int QuarterTurns, BlobId? Image, BlobId Original);
}
