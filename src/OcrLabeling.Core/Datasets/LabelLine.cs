using System.Text.Json;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Datasets;

/// <summary>Reads one line of labels.jsonl as <see cref="LabelSnapshot"/> writes it; a fault names its field. Values are taken as the templates take answers, except that a form of its own is not known here.</summary>
internal static class LabelLine
{
    private static readonly JsonDocumentOptions strict = new() { AllowDuplicateProperties = false };

    // the others have files of their own
    private static readonly Dictionary<string, LabelingTemplate> templates = LabelingTemplate.All.Where(t => t.Truth == TruthKind.Label).ToDictionary(t => t.Name);

    public static TruthReading Read(string file, int line, string json)
    {
        string? fault;
        TruthReading.Good? read = null;
        try
        {
            fault = Read(json, out read);
        }
        catch (InvalidOperationException)
        {
            fault = "a text is not valid Unicode: half of a surrogate pair";
        }
        return fault is null ? read! : new TruthReading.Bad($"{file} line {line}: {fault}");
    }

    private static string? Read(string json, out TruthReading.Good? read)
    {
        read = null;
        JsonElement root;
        try
        {
            root = JsonElement.Parse(json, strict);
        }
        catch (JsonException)
        {
            return "not JSON, or a name stands twice in it";
        }
        if (root.ValueKind != JsonValueKind.Object)
            return "not a JSON object";
        if (TextOf(root, "image") is not { Length: > 0 } image)
            return "image: a text is needed";
        if (TextOf(root, "category") is not { } category)
            return "category: a text is needed";
        if (PixelsOf(root, "width") is not { } width)
            return "width: a whole number above 0 is needed";
        if (PixelsOf(root, "height") is not { } height)
            return "height: a whole number above 0 is needed";
        if (TextOf(root, "template") is not { } name || !templates.TryGetValue(name, out var template))
            return $"template: one of {string.Join(", ", templates.Keys)} is needed";
        if (!root.TryGetProperty("value", out var value))
            return "value: it is missing";
        read = new TruthReading.Good(image, category, width, height);
        return template.FaultOfImported(value, new PixelSize(width, height));
    }

    private static string? TextOf(JsonElement line, string name) => line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? PixelsOf(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var pixels) && pixels > 0 ? pixels : null;
}
