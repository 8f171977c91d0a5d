using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Scoring;

namespace OcrLabeling.Cli.Training;

/// <summary>Packs cut-out words of a ground-truth folder into shards, each decoded and scaled in the jail.</summary>
/// <param name="learned">Datasets to learn from, split by document; all others are for evaluation.</param>
internal sealed class CropPacker(IOcrJail jail, GroundTruthFolder folder, IReadOnlySet<string> learned)
{
    private const int CropsAtATime = 256;

    /// <summary>Adds the crops in their order, so that the same folder makes the same shards.</summary>
    /// <returns>How many were left out, by reason.</returns>
    public async Task<IReadOnlyDictionary<string, int>> PackAsync(IReadOnlyList<CropTruth> crops, WordShardFolder shards, Terminal terminal, CancellationToken ct)
    {
        using var progress = new Progress(terminal, crops.Count);
        var leftOut = new Dictionary<string, int>();
        foreach (var chunk in crops.Chunk(CropsAtATime))
        {
            var words = await Task.WhenAll(chunk.Select(crop => ScaleAsync(crop, progress, ct)));
            foreach (var (crop, word) in chunk.Zip(words))
            {
                if (shards.Add(crop, word, PartOf(crop)) is { } reason)
                    leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;
            }
        }
        return leftOut;
    }

    private ShardPart PartOf(CropTruth crop) => !learned.Contains(crop.Dataset) ? ShardPart.Evaluation
        : DocumentSplit.IsValidation(crop.Source ?? crop.Image) ? ShardPart.Validation : ShardPart.Train;

    private async Task<WordPixels?> ScaleAsync(CropTruth crop, Progress progress, CancellationToken ct)
    {
        try
        {
            return await jail.ScaleWordAsync(await File.ReadAllBytesAsync(folder.ImagePath(crop.Image), ct), ct);
        }
        catch (ImageRefusedException refusal)
        {
            progress.Say($"{Terminal.Safe(crop.Image)}: {refusal.Message}");
            return null;
        }
        finally
        {
            progress.Step();
        }
    }
}
