using OcrLabeling.Core.Training;
using OcrLabeling.Evaluation;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Scoring;

namespace OcrLabeling.Cli.Training;

/// <summary>Reads the words held out from a training with the network it started from and with the new one, in the jail, by the rule of <c>evaluate</c>.</summary>
internal sealed class HeldOutReading(IOcrJail jail, GroundTruthFolder folder)
{
    public async Task<HeldOutScore> CompareAsync(IReadOnlyList<CropTruth> heldOut, string startEngineId, string newEngineId, int workers, Terminal terminal, CancellationToken ct)
    {
        var (startRight, newRight) = (0, 0);
        using var progress = new Progress(terminal, heldOut.Count);
        await Parallel.ForEachAsync(heldOut, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = ct }, async (crop, stop) =>
        {
            var image = await File.ReadAllBytesAsync(folder.ImagePath(crop.Image), stop);
            if (await IsRightAsync(startEngineId, crop, image, stop))
                Interlocked.Increment(ref startRight);
            if (await IsRightAsync(newEngineId, crop, image, stop))
                Interlocked.Increment(ref newRight);
            progress.Step();
        });
        return new(heldOut.Count, startRight, newRight);
    }

    private async Task<bool> IsRightAsync(string engineId, CropTruth crop, byte[] image, CancellationToken ct) =>
        await ReadAsync(engineId, image, ct) is { } read && CropScorer.Score(crop, JailedPredictions.Of(crop.Image, read)).Counts.Right == 1;

    /// <summary>Null when it cannot be read: a crash may be bad luck and is tried once more.</summary>
    private async Task<JailedCropReading?> ReadAsync(string engineId, byte[] image, CancellationToken ct)
    {
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            try
            {
                return await jail.ReadCropAsync(engineId, image, ct);
            }
            catch (ImageRefusedException)
            {
                return null;
            }
            catch (Exception e) when (e is OcrWorkerCrashedException or OcrWorkerTimedOutException)
            {
            }
        }
        return null;
    }
}
