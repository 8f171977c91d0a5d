namespace OcrLabeling.Scoring;

/// <summary>What an engine read on one page.</summary>
/// <param name="Words">Words in reading order; null when only <paramref name="Text"/> is known.</param>
/// <param name="Seconds">Wall seconds for the page.</param>
/// <param name="CpuSeconds">CPU seconds for the page.</param>
/// <param name="Failure">Why there is no reading; the page then scores as empty output. Null when it was read.</param>
public sealed record PagePrediction(
    string Image, IReadOnlyList<PredictedWord>? Words, string? Text = null, double Seconds = 0, double CpuSeconds = 0,
    string? Failure = null, EngineVersion? Engine = null)
{
    public static PagePrediction Failed(string image, string reason) => new(image, [], Failure: reason);
}

/// <summary>One word an engine read; text with white space inside is cut into words when it is scored.</summary>
/// <param name="Box">Bounds in pixels of the page; null when the engine gives none.</param>
/// <param name="Confidence">0..1; null when the engine gives none.</param>
public sealed record PredictedWord(string Text, Box? Box, double? Confidence = null);

/// <summary>What an engine read on one crop; empty text when it read nothing.</summary>
/// <param name="Failure">Why there is no reading; the crop then scores as empty output. Null when it was read.</param>
public sealed record CropPrediction(
    string Image, string Text, double? Confidence = null, double Seconds = 0, double CpuSeconds = 0, string? Failure = null, EngineVersion? Engine = null)
{
    public static CropPrediction Failed(string image, string reason) => new(image, "", Failure: reason);
}

/// <summary>Which engine read, and in which version; both as the engine names itself.</summary>
public sealed record EngineVersion(string Id, string Version);
