using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Datasets;

/// <summary>A line from elsewhere as the dataset keeps it: the image by its canonical name and hash, texts cleaned by <see cref="TextRules"/>, every other field as it came.</summary>
internal static class ImportedText
{
    private static readonly JsonSerializerOptions readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same writing when there is nothing to change.</summary>
    public static string Of(DatasetItemKind kind, string json, string image, string sha256)
    {
        var line = JsonNode.Parse(json)!.AsObject();
        var changed = Set(line, "image", _ => image) | Set(line, "sha256", _ => sha256, add: true);
        changed |= kind switch
        {
            DatasetItemKind.Crop => Set(line, "text", TextRules.Clean),
            DatasetItemKind.Page => Set(line, "text", TextRules.CleanLines) | CleanRegions(line["words"]) | CleanRegions(line["lines"]),
            _ => CleanValues(line["value"]),
        };
        return changed ? line.ToJsonString(readable) : json;
    }

    private static bool CleanRegions(JsonNode? regions) =>
        (regions as JsonArray)?.OfType<JsonObject>().Aggregate(false, (changed, region) => Set(region, "text", TextRules.Clean) | changed) == true;

    /// <summary>Texts of a custom form may have several lines.</summary>
    private static bool CleanValues(JsonNode? values) =>
        values is JsonObject fields && fields.Select(v => v.Key).ToList().Aggregate(false, (changed, name) => Set(fields, name, TextRules.CleanLines) | changed);

    private static bool Set(JsonObject line, string name, Func<string, string> change, bool add = false)
    {
        var before = line[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        if (before is null && !add)
            return false;
        var after = change(before ?? "");
        if (after == before)
            return false;
        line[name] = after;
        return true;
    }
}
