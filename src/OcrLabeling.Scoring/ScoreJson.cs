using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OcrLabeling.Scoring;

/// <summary>The JSON form of reports, comparisons, scored pages and predictions: snake_case names, enums as snake_case text.</summary>
public static class ScoreJson
{
    /// <summary>Indented, for files that people open.</summary>
    public static readonly JsonSerializerOptions Indented = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
        // the output goes to files and terminals, never into a page; letters stay readable
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>One line.</summary>
    public static readonly JsonSerializerOptions Compact = new(Indented) { WriteIndented = false };

    public static string Write(ScoreReport report) => JsonSerializer.Serialize(report, Indented);

    public static string Write(ScoreComparison comparison) => JsonSerializer.Serialize(comparison, Indented);

    /// <exception cref="JsonException">Not a report.</exception>
    public static ScoreReport ReadReport(string json) =>
        JsonSerializer.Deserialize<ScoreReport>(json, Indented) ?? throw new JsonException("The report is null.");
}
