using System.Text.Json;

namespace OcrLabeling.Scoring;

/// <summary>
/// Reads and writes predictions, one image a line. Where an image stands on several lines the last one counts. Reading throws
/// <see cref="LineFormatException"/> at the first line that is not right.
/// </summary>
public static class PredictionFile
{
    /// <summary>By image.</summary>
    public static IReadOnlyDictionary<string, PagePrediction> ReadPages(string path) => LastOf(JsonLines.Read(path, Page), p => p.Image);

    /// <summary>By image.</summary>
    public static IReadOnlyDictionary<string, CropPrediction> ReadCrops(string path) => LastOf(JsonLines.Read(path, Crop), c => c.Image);

    /// <summary>One line.</summary>
    public static PagePrediction ParsePage(string json) => JsonLines.Parse(json, "prediction", 1, Page);

    /// <summary>One line.</summary>
    public static CropPrediction ParseCrop(string json) => JsonLines.Parse(json, "prediction", 1, Crop);

    /// <summary>One line without its end; numbers keep every digit, so that a score does not change on the way.</summary>
    public static string Write(PagePrediction page) => JsonSerializer.Serialize(
        new
        {
            page.Image,
            Words = page.Words?.Select(w => new { w.Text, Box = Corners(w.Box), w.Confidence }),
            page.Text,
            page.Seconds,
            page.CpuSeconds,
            page.Engine,
            page.Failure,
        },
        ScoreJson.Compact);

    /// <summary>One line without its end.</summary>
    public static string Write(CropPrediction crop) => JsonSerializer.Serialize(crop, ScoreJson.Compact);

    private static PagePrediction Page(JsonObjectReader line) => new(
        ImagePath.Canonical(line.NonEmptyString("image")), line.OptionalObjects("words", Word), line.OptionalString("text"), Seconds(line, "seconds"), Seconds(line, "cpu_seconds"),
        line.OptionalString("failure"), Engine(line));

    private static CropPrediction Crop(JsonObjectReader line) => new(
        ImagePath.Canonical(line.NonEmptyString("image")), line.String("text"), line.OptionalNumber("confidence", highest: 1), Seconds(line, "seconds"),
        Seconds(line, "cpu_seconds"), line.OptionalString("failure"), Engine(line));

    private static PredictedWord Word(JsonObjectReader word) => new(word.String("text"), word.OptionalBox(), word.OptionalNumber("confidence", highest: 1));

    private static EngineVersion? Engine(JsonObjectReader line) =>
        line.OptionalObject("engine") is { } engine ? new(engine.String("id"), engine.String("version")) : null;

    private static double Seconds(JsonObjectReader line, string name) => line.OptionalNumber(name, highest: double.MaxValue) ?? 0;

    private static double[]? Corners(Box? box) => box is { } b ? [b.X0, b.Y0, b.X1, b.Y1] : null;

    private static Dictionary<string, T> LastOf<T>(IEnumerable<T> lines, Func<T, string> image)
    {
        var last = new Dictionary<string, T>();
        foreach (var line in lines)
            last[image(line)] = line;
        return last;
    }
}
