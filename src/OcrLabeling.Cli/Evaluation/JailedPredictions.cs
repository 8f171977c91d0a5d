using OcrLabeling.Ocr.Jail;
using OcrLabeling.Scoring;

namespace OcrLabeling.Evaluation;

/// <summary>What a jailed engine read, in the scorer's words. The web host compiles this file too: neither library may know the other.</summary>
internal static class JailedPredictions
{
    public static PagePrediction Of(string image, JailedPageReading jailed) => new(
        image,
        [.. jailed.Reading.Words.Select(w => new PredictedWord(w.Text, BoxOf(w.Quad.Bounds), w.Confidence))],
        Text: null, jailed.Seconds, jailed.CpuSeconds, Failure: null, VersionOf(jailed.Engine));

    public static CropPrediction Of(string image, JailedCropReading jailed) => new(
        image, jailed.Reading.Text, jailed.Reading.Confidence, jailed.Seconds, jailed.CpuSeconds, Failure: null, VersionOf(jailed.Engine));

    public static EngineVersion VersionOf(EngineInfo engine) => new(engine.Id, engine.Version);

    private static Box BoxOf(Ocr.Imaging.Box bounds) => new(bounds.X0, bounds.Y0, bounds.X1, bounds.Y1);
}
