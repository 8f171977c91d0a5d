using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Storage;
using OcrLabeling.Evaluation;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Scoring;

namespace OcrLabeling.Web.Evaluation;

/// <summary>What an engine read on one item: the line as <c>ocrlab evaluate --predictions</c> writes it, its score of 0..1, and why it could not be read.</summary>
internal sealed record ItemReading(string PredictionJson, double Score, string? Failure);

/// <summary>Has one item of a dataset read in the jail and compares it with its truth. Thread-safe.</summary>
internal sealed class ItemReader(IOcrJail jail, IBlobStore blobs)
{
    public async Task<ItemReading> ReadAsync(string engineId, DatasetItem item, CancellationToken ct)
    {
        var image = await blobs.GetAsync(item.Image, ct);
        if (item.Kind == DatasetItemKind.Crop)
        {
            var (read, failure) = await TryAsync(() => jail.ReadCropAsync(engineId, image, ct));
            var crop = read is null ? CropPrediction.Failed(item.Name, failure!) : JailedPredictions.Of(item.Name, read);
            return new(PredictionFile.Write(crop), CropScorer.Score(ItemTruth.Crop(item.TruthJson), crop).Counts.Right, failure);
        }
        var (reading, reason) = await TryAsync(() => jail.ReadPageAsync(engineId, image, ct));
        var page = reading is null ? PagePrediction.Failed(item.Name, reason!) : JailedPredictions.Of(item.Name, reading);
        var truth = ItemTruth.Page(item.TruthJson);
        var counts = PageScorer.Score(truth, page).Counts;
        return new(PredictionFile.Write(page), truth.HasWordBoxes ? counts.Words.F1 : counts.Bag.F1, reason);
    }

    /// <summary>A crash or a time-out may be bad luck and is tried once more; what fails then is the engine's failure on this item.</summary>
    private static async Task<(T? Read, string? Failure)> TryAsync<T>(Func<Task<T>> read) where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (await read(), null);
            }
            catch (ImageRefusedException e)
            {
                return (null, e.Message);
            }
            catch (Exception e) when (e is OcrWorkerCrashedException or OcrWorkerTimedOutException)
            {
                if (attempt > 1)
                    return (null, e.Message);
            }
        }
    }
}

/// <summary>The truth of an item in the scorer's words.</summary>
internal static class ItemTruth
{
    public static PageTruth Page(string json) => TruthFile.ParsePage(json, "", "gt.jsonl", 1);

    public static CropTruth Crop(string json) => TruthFile.ParseCrop(json, "", "words.jsonl", 1);
}
