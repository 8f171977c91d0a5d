using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Batches;

/// <summary>Makes a task of each page.</summary>
internal sealed class PageSeeds(IDbContextFactory<AppDb> databases, IBlobStore blobs, IImageReader images)
{
    private const int PagesPerChunk = 10;

    /// <summary>The tasks from <paramref name="firstSequence"/> on; a page's sequence is its place in the source.</summary>
    public async IAsyncEnumerable<SeedChunk> ReadAsync(BatchSource.DocumentPages source, LabelingTemplate template, int firstSequence, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var first = firstSequence; first < source.Pages.Count; first += PagesPerChunk)
        {
            var some = source.Pages.Skip(first).Take(PagesPerChunk).ToList();
            var pages = await LoadAsync(some, ct);
            var seeds = new List<TaskSeed>();
            foreach (var (offset, id) in some.Index())
                if (pages.TryGetValue(id, out var page))
                    seeds.Add(new TaskSeed(first + offset, page.Category, await ImageAsync(page, template, ct), await PreLabelAsync(page, template, source.EngineId, ct), page.Source, null, id));
            yield return new SeedChunk(seeds, [], (double)(first + some.Count) / source.Pages.Count);
        }
    }

    private async Task<RenderedImage> ImageAsync(SourcePage page, LabelingTemplate template, CancellationToken ct)
    {
        var stored = await blobs.GetAsync(page.Image, ct);
        return template.MaxImageSide is { } side
            ? await images.PreviewAsync(stored, side, ct)
            : new RenderedImage(stored, page.MediaType, page.Width, page.Height);
    }

    /// <summary>What the engine read on the page when it last succeeded.</summary>
    private async Task<PreLabel?> PreLabelAsync(SourcePage page, LabelingTemplate template, string? engineId, CancellationToken ct)
    {
        if (!template.BeginsWithWords || engineId is null)
            return null;
        await using var db = await databases.CreateDbContextAsync(ct);
        var run = await db.OcrRuns.Current().Where(r => r.PageId == page.Id && r.EngineId == engineId && r.State.Status == JobStatus.Succeeded)
            .OrderByDescending(r => r.State.FinishedAt).AsNoTracking().FirstOrDefaultAsync(ct);
        if (run is null)
            return null;
        var words = await db.Words.Where(w => w.OcrRunId == run.Id && w.Text != "").OrderBy(w => w.Line).ThenBy(w => w.Index).AsNoTracking().ToListAsync(ct);
        var image = new PixelSize(page.Width, page.Height);
        return new PreLabel(
            PageTextForm.Write(words.Select(w => new PageWord(w.Text, BoxOf(w.Quad), w.Line, Math.Round(w.Confidence, 2))).Where(w => w.Pixels.LiesIn(image))),
            null, run.EngineId, run.EngineVersion ?? "");

        int[] BoxOf(WordQuad quad) =>
        [
            Math.Max(0, (int)Math.Floor(quad.Left)), Math.Max(0, (int)Math.Floor(quad.Top)),
            Math.Min(page.Width, (int)Math.Ceiling(quad.Right)), Math.Min(page.Height, (int)Math.Ceiling(quad.Bottom)),
        ];
    }

    private async Task<Dictionary<PageId, SourcePage>> LoadAsync(List<PageId> ids, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await (from p in db.Pages
                      join d in db.Documents on p.DocumentId equals d.Id
                      where ids.Contains(p.Id) && p.Image != null
                      select new SourcePage(p.Id, p.Image!.Value, p.ImageMediaType!, p.Width, p.Height, d.Category, d.FileName + ", page " + p.Number))
            .AsNoTracking().ToDictionaryAsync(p => p.Id, ct);
    }

    private sealed record SourcePage(PageId Id, BlobId Image, string MediaType, int Width, int Height, DocumentCategory Category, string Source);
}
