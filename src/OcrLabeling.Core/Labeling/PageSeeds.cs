using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Pipeline;

namespace OcrLabeling.Core.Labeling;

/// <summary>Makes a task of each page.</summary>
internal sealed class PageSeeds(IDbContextFactory<AppDb> databases, IBlobStore blobs, IImageReader images)
{
    private const int PagesPerChunk = 10;

    // enough to see which way the text runs; ten of them are fetched at once
    private const int OrientationSidePixels = 900;

    /// <summary>The tasks from <paramref name="firstSequence"/> on; a page's sequence is its place in the source.</summary>
    public async IAsyncEnumerable<SeedChunk> ReadAsync(BatchSource.DocumentPages source, Template template, int firstSequence, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var first = firstSequence; first < source.Pages.Count; first += PagesPerChunk)
        {
            var some = source.Pages.Skip(first).Take(PagesPerChunk).ToList();
            var pages = await LoadAsync(some, ct);
            var seeds = new List<TaskSeed>();
            foreach (var (offset, id) in some.Index())
                if (pages.TryGetValue(id, out var page))
                    seeds.Add(new TaskSeed(first + offset, page.Category, await ImageAsync(page, template, ct), null, page.Source, null, id));
            yield return new SeedChunk(seeds, [], (double)(first + some.Count) / source.Pages.Count);
        }
    }

    private async Task<RenderedImage> ImageAsync(SourcePage page, Template template, CancellationToken ct)
    {
        var stored = await blobs.GetAsync(page.Image, ct);
        return template == Template.PageOrientation
            ? await images.PreviewAsync(stored, OrientationSidePixels, ct)
            : new RenderedImage(stored, page.MediaType, page.Width, page.Height);
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
