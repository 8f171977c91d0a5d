using OcrLabeling.Evaluation;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Scoring;

namespace OcrLabeling.Cli.Evaluation;

/// <summary>What differs between pages and crops while predictions are made.</summary>
/// <param name="ReadFile">Predictions that stand in a file, by image.</param>
/// <param name="Read">Reads one image in the jail: engine id, image name, bytes.</param>
/// <param name="Failed">The prediction of an image that could not be read: name, reason, engine.</param>
internal sealed record PredictionForm<T>(
    Func<string, IReadOnlyDictionary<string, T>> ReadFile,
    Func<T, string> Write,
    Func<IOcrJail, string, string, byte[], CancellationToken, Task<T>> Read,
    Func<string, string, EngineVersion, T> Failed,
    Func<T, (EngineVersion? Engine, string? Failure)> Origin);

internal static class PredictionForms
{
    public static readonly PredictionForm<PagePrediction> Pages = new(
        PredictionFile.ReadPages,
        PredictionFile.Write,
        async (jail, engine, image, bytes, ct) => JailedPredictions.Of(image, await jail.ReadPageAsync(engine, bytes, ct)),
        (image, reason, engine) => PagePrediction.Failed(image, reason) with { Engine = engine },
        page => (page.Engine, page.Failure));

    public static readonly PredictionForm<CropPrediction> Crops = new(
        PredictionFile.ReadCrops,
        PredictionFile.Write,
        async (jail, engine, image, bytes, ct) => JailedPredictions.Of(image, await jail.ReadCropAsync(engine, bytes, ct)),
        (image, reason, engine) => CropPrediction.Failed(image, reason) with { Engine = engine },
        crop => (crop.Engine, crop.Failure));
}
