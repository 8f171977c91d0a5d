using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Scoring;
using OcrLabeling.Web.Evaluation;

namespace OcrLabeling.Web.Training;

/// <param name="HeldOut">Items of documents that are not learned from.</param>
internal sealed record PackedWords(int Learned, IReadOnlyList<DatasetItemId> HeldOut);

/// <summary>Packs the word images of a dataset into shards, decoded and scaled in the jail. Thread-safe.</summary>
internal sealed class WordPacker(IDbContextFactory<AppDb> databases, IOcrJail jail, IBlobStore blobs, IOptions<PipelineOptions> options)
{
    private const int ItemsAtATime = 128;

    /// <param name="folder">New or empty.</param>
    public async Task<PackedWords> PackAsync(Dataset dataset, string folder, IProgress<double> progress, CancellationToken ct)
    {
        var shards = new WordShardFolder(folder);
        var byDocument = await DocumentsAsync(dataset.Id, ct) >= DocumentSplit.FewestDocuments;
        var (learned, heldOut) = (0, new List<DatasetItemId>());
        for (var index = 0; ; index += ItemsAtATime)
        {
            var items = await ItemsAsync(dataset.Id, index, ct);
            if (items.Count == 0)
                break;
            var words = new WordPixels?[items.Count];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = ct };
            await Parallel.ForAsync(0, items.Count, parallel, async (i, token) => words[i] = await ScaleAsync(items[i], token));
            // added in the order of the dataset: the same dataset makes the same shards
            foreach (var (item, word) in items.Zip(words))
            {
                var truth = ItemTruth.Crop(item.TruthJson);
                var part = DocumentSplit.IsValidation(byDocument ? truth.Source ?? item.Name : item.Name) ? ShardPart.Validation : ShardPart.Train;
                // texts without punctuation are no truth to learn from
                if (truth.AlphanumericOnly || shards.Add(WordShardFile.Of(truth.Dataset, truth.Kind, part, truth.FoldCase), truth.Text, word) is not null)
                    continue;
                if (part == ShardPart.Validation)
                    heldOut.Add(item.Id);
                else
                    learned++;
            }
            progress.Report(Math.Min(1, (double)(index + items.Count) / dataset.CropCount));
        }
        shards.Finish($"{dataset.Name} v{dataset.Version} (SHA-256 {dataset.Sha256})", seed: null, gitHash: "", new Dictionary<string, string> { ["split by"] = byDocument ? "document" : "word" });
        return new(learned, heldOut);
    }

    private async Task<int> DocumentsAsync(DatasetId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var sources = new HashSet<string>();
        await foreach (var json in Crops(db, id).Select(i => i.TruthJson).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (ItemTruth.Crop(json).Source is { } source && sources.Add(source) && sources.Count == DocumentSplit.FewestDocuments)
                break;
        }
        return sources.Count;
    }

    private async Task<List<DatasetItem>> ItemsAsync(DatasetId id, int from, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Crops(db, id).Where(i => i.Index >= from && i.Index < from + ItemsAtATime).ToListAsync(ct);
    }

    private static IQueryable<DatasetItem> Crops(AppDb db, DatasetId id) =>
        db.DatasetItems.AsNoTracking().Where(i => i.DatasetId == id && i.Kind == DatasetItemKind.Crop).OrderBy(i => i.Index);

    private async Task<WordPixels?> ScaleAsync(DatasetItem item, CancellationToken ct)
    {
        try
        {
            return await jail.ScaleWordAsync(await blobs.GetAsync(item.Image, ct), ct);
        }
        catch (ImageRefusedException)
        {
            return null;
        }
    }
}
