using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Scoring;

namespace OcrLabeling.Cli.Training;

/// <param name="Packed">In their order, without those left out.</param>
/// <param name="LeftOut">How many were left out, by reason.</param>
internal sealed record PackedCrops(IReadOnlyList<(CropTruth Crop, ShardPart Part)> Packed, IReadOnlyDictionary<string, int> LeftOut);

/// <summary>Packs cut-out words of a ground-truth folder into shards, each decoded and scaled in the jail.</summary>
internal sealed class CropPacker(IOcrJail jail, GroundTruthFolder folder)
{
    private const int CropsAtATime = 256;

    /// <summary>Adds the crops in their order, so that the same folder makes the same shards.</summary>
    public async Task<PackedCrops> PackAsync(
        IReadOnlyList<CropTruth> crops, Func<CropTruth, ShardPart> partOf, WordShardFolder shards, Terminal terminal, CancellationToken ct)
    {
        var packed = new List<(CropTruth, ShardPart)>(crops.Count);
        using var progress = new Progress(terminal, crops.Count);
        var leftOut = new Dictionary<string, int>();
        foreach (var chunk in crops.Chunk(CropsAtATime))
        {
            var words = await Task.WhenAll(chunk.Select(crop => ScaleAsync(crop, progress, ct)));
            foreach (var (crop, word) in chunk.Zip(words))
            {
                var part = partOf(crop);
                if (shards.Add(WordShardFile.Of(crop.Dataset, crop.Kind, part, crop.FoldCase, crop.AlphanumericOnly), crop.Text, word) is { } reason)
                    leftOut[reason] = leftOut.GetValueOrDefault(reason) + 1;
                else
                    packed.Add((crop, part));
            }
        }
        return new(packed, leftOut);
    }

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
