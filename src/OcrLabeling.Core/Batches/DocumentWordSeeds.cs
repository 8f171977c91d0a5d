using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Batches;

/// <summary>Cuts words out of page images, page by page.</summary>
internal sealed class DocumentWordSeeds(IDbContextFactory<AppDb> databases, IBlobStore blobs, IImageReader images)
{
    private const int WordsPerChunk = 150;

    /// <summary>The tasks from <paramref name="firstSequence"/> on; a word's sequence is its place among all matching words of the runs in their order.</summary>
    public async IAsyncEnumerable<SeedChunk> ReadAsync(BatchSource.DocumentWords source, int firstSequence, [EnumeratorCancellation] CancellationToken ct)
    {
        var counts = await CountAsync(source, ct);
        var total = counts.Values.Sum();
        var sequence = 0;
        foreach (var run in source.Runs)
        {
            var count = counts.GetValueOrDefault(run);
            var done = Math.Clamp(firstSequence - sequence, 0, count);
            if (done < count)
            {
                var (page, words) = await LoadAsync(source, run, ct);
                var image = await blobs.GetAsync(page.Image ?? throw new JobFailedException($"{page.Source} has no page image."), ct);
                foreach (var (offset, some) in Chunks(words, done))
                {
                    var skipped = some.Where(w => LongReadings.IsTooLong(w.Text)).Select(w => $"{page.Source}: {LongReadings.Reason(w.Index, w.Text)}").ToList();
                    yield return new SeedChunk(await CutAsync(page, image, some, sequence + offset, ct), skipped, (double)(sequence + offset + some.Length) / total);
                }
            }
            sequence += count;
        }
    }

    private static IEnumerable<(int Offset, Word[] Words)> Chunks(List<Word> words, int from)
    {
        for (var offset = from; offset < words.Count; offset += WordsPerChunk)
            yield return (offset, words.Skip(offset).Take(WordsPerChunk).ToArray());
    }

    private async Task<List<TaskSeed>> CutAsync(SourcePage page, byte[] image, Word[] words, int firstSequence, CancellationToken ct)
    {
        var kept = words.Index().Where(w => !LongReadings.IsTooLong(w.Item.Text)).ToList();
        if (kept.Count == 0)
            return [];
        var crops = await images.CutCropsAsync(image, kept.ConvertAll(w => w.Item.Quad), ct);
        return kept.Zip(crops, (word, crop) => new TaskSeed(
            firstSequence + word.Index, page.Category, crop, new PreLabel(word.Item.Text, word.Item.Confidence, page.EngineId, page.EngineVersion), page.Source,
            word.Item.Id, page.PageId)).ToList();
    }

    private async Task<Dictionary<OcrRunId, int>> CountAsync(BatchSource.DocumentWords source, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await WordSelection.CountAsync(db, source.Runs, source.MinConfidence, source.MaxConfidence, ct);
    }

    private async Task<(SourcePage, List<Word>)> LoadAsync(BatchSource.DocumentWords source, OcrRunId run, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var page = await (from r in db.OcrRuns
                          join p in db.Pages on r.PageId equals p.Id
                          join d in db.Documents on p.DocumentId equals d.Id
                          where r.Id == run
                          select new SourcePage(p.Id, p.Image, d.Category, d.FileName + ", page " + p.Number, r.EngineId, r.EngineVersion ?? "")).AsNoTracking().SingleAsync(ct);
        var words = await db.Words.Matching(source.MinConfidence, source.MaxConfidence).Where(w => w.OcrRunId == run).OrderBy(w => w.Index).AsNoTracking().ToListAsync(ct);
        return (page, words);
    }

    private sealed record SourcePage(PageId PageId, BlobId? Image, DocumentCategory Category, string Source, string EngineId, string EngineVersion);
}
