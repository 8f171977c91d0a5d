using System.Text.Json;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Web.Datasets;

/// <summary>A line of labels.jsonl as a screen shows it.</summary>
/// <param name="Value">As the template's form writes it.</param>
internal sealed record LabelTruth(Template Template, int Width, int Height, string Value)
{
    private static readonly JsonSerializerOptions json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new ChoiceJsonConverter(JsonNamingPolicy.SnakeCaseLower) } };

    public static LabelTruth Of(string line)
    {
        var read = JsonSerializer.Deserialize<Line>(line, json)!;
        return new(read.Template, read.Width, read.Height, read.Value.GetRawText());
    }

    private sealed record Line(Template Template, int Width, int Height, JsonElement Value);
}
