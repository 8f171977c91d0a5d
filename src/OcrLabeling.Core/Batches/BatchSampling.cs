using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Batches;

/// <summary>Some of the words or pages a draft would take, as workers will see them. Nothing is stored.</summary>
public sealed class BatchSampling(IDbContextFactory<AppDb> databases, IBlobStore blobs, IImageReader images)
{
    /// <summary>At most <paramref name="count"/>. Throws what <see cref="IImageReader"/> throws.</summary>
    public Task<IReadOnlyList<SampleCrop>> SampleAsync(TaskSelection selection, int count, CancellationToken ct) => selection switch
    {
        TaskSelection.DocumentWords words => OfDocumentsAsync(words, count, ct),
        TaskSelection.WordImages folder => OfImagesAsync(folder, count, ct),
        TaskSelection.DocumentPages pages => OfPagesAsync(pages, count, ct),
        _ => throw new InvalidOperationException($"Unknown selection {selection.GetType().Name}."),
    };

    private async Task<IReadOnlyList<SampleCrop>> OfDocumentsAsync(TaskSelection.DocumentWords words, int count, CancellationToken ct)
    {
        var samples = new List<SampleCrop>();
        await using var db = await databases.CreateDbContextAsync(ct);
        var chosen = await WordSelection.ChooseAsync(db, words, ct);
        var counts = await WordSelection.CountAsync(db, chosen.RunIds, words.MinConfidence, words.MaxConfidence, ct);
        var runs = chosen.RunIds.Where(counts.ContainsKey).ToList();
        // two pages show what is coming, and cost two decodings
        foreach (var run in runs.Where((_, i) => i == 0 || i == runs.Count / 2))
        {
            var sampled = await (from w in db.Words.Matching(words.MinConfidence, words.MaxConfidence)
                                 join r in db.OcrRuns on w.OcrRunId equals r.Id
                                 join p in db.Pages on r.PageId equals p.Id
                                 where w.OcrRunId == run && p.Image != null
                                 orderby w.Index
                                 select new { w.Text, w.Confidence, w.Quad, Image = p.Image!.Value }).AsNoTracking()
                .Skip(counts[run] / 3).Take(runs.Count == 1 ? count : count / 2).ToListAsync(ct);
            sampled.RemoveAll(s => LongReadings.IsTooLong(s.Text));
            if (sampled.Count == 0)
                continue;
            var crops = await images.CutCropsAsync(await blobs.GetAsync(sampled[0].Image, ct), sampled.ConvertAll(s => s.Quad), ct);
            samples.AddRange(sampled.Zip(crops, (word, crop) => new SampleCrop(crop, word.Text, word.Confidence)));
        }
        return samples;
    }

    private async Task<IReadOnlyList<SampleCrop>> OfPagesAsync(TaskSelection.DocumentPages selection, int count, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var chosen = (await PageSelection.ChooseAsync(db, selection, ct)).Pages.Take(count).Select(p => p.Id).ToList();
        var pages = await db.Pages.Where(p => chosen.Contains(p.Id) && p.Preview != null).OrderBy(p => p.DocumentId).ThenBy(p => p.Number)
            .Select(p => new { Preview = p.Preview!.Value, p.Width, p.Height }).AsNoTracking().ToListAsync(ct);
        var samples = new List<SampleCrop>();
        foreach (var page in pages)
            samples.Add(new SampleCrop(new RenderedImage(await blobs.GetAsync(page.Preview, ct), "image/jpeg", page.Width, page.Height), null, null));
        return samples;
    }

    private async Task<IReadOnlyList<SampleCrop>> OfImagesAsync(TaskSelection.WordImages selection, int count, CancellationToken ct)
    {
        var samples = new List<SampleCrop>();
        var reading = new WordImageReading(images, selection.EngineId);
        foreach (var image in selection.Folder.Images.Take(count))
        {
            try
            {
                var crop = await images.RenderPageAsync(image.Read(), 0, 0, ct);
                var preLabel = await reading.PreLabelAsync(selection.Folder.Name, selection.UseTexts ? image.Text : null, image.TextFrom, image.Confidence, crop, ct);
                samples.Add(preLabel is null || LongReadings.IsTooLong(preLabel.Text) ? new(crop, null, null) : new(crop, preLabel.Text, preLabel.Confidence));
            }
            catch (FileRefusedException)
            {
                // the preparation will name it; the others still show what is coming
            }
        }
        return samples;
    }
}

/// <param name="Text">The pre-label; null when there is none.</param>
/// <param name="Confidence">0..1; null when unknown.</param>
public sealed record SampleCrop(RenderedImage Image, string? Text, double? Confidence);
