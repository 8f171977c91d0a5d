using System.Text.Encodings.Web;
using System.Text.Json;

namespace OcrLabeling.Core.Templates;

/// <summary>
/// A form that a team writes itself: fields of text, choice, multi-choice, number and boxes, see <see cref="CustomSchema"/>. An answer is <c>{"name": value, ...}</c> with every field, in the
/// order of the schema. A pre-label may name some of them only; the distance to it is the number of its fields that were changed.
/// </summary>
public sealed class CustomForm : AnswerForm
{
    // answers of one batch come one after the other: its schema is read once
    private static volatile Tuple<string, CustomForm>? last;

    private static readonly JsonDocumentOptions strict = new() { AllowDuplicateProperties = false };

    internal CustomForm(string? instructions, IReadOnlyList<CustomField> fields) => (Instructions, Fields) = (instructions, fields);

    /// <summary>What stands above the fields on each card; null in forms written since batches alone have instructions.</summary>
    public string? Instructions { get; }

    /// <summary>In the order they are asked; one at least.</summary>
    public IReadOnlyList<CustomField> Fields { get; }

    /// <summary>The field that begins with the machine's reading of a word; null when none does.</summary>
    public CustomField.Text? Reading => Fields.OfType<CustomField.Text>().FirstOrDefault(f => f.Prefill);

    public override AnswerKind Main => AnswerKind.Labeled;

    public override IReadOnlyList<string> FieldNames => [.. Fields.Select(f => f.Name)];

    /// <summary>Null and the first fault of the schema, with its line.</summary>
    public static CustomForm? Create(string schemaJson, out string? fault)
    {
        fault = null;
        if (last is { } known && known.Item1 == schemaJson)
            return known.Item2;
        var (form, faults) = CustomSchema.Read(schemaJson, isStored: true);
        fault = faults is [var first, ..] ? first.ToString() : null;
        if (form is not null)
            last = new(schemaJson, form);
        return form;
    }

    /// <summary>The values of an answer by field; without a schema, because an answer says by itself what its values are.</summary>
    public static IReadOnlyList<(string Name, JsonElement Value)> Parse(string text) => [.. JsonElement.Parse(text).EnumerateObject().Select(p => (p.Name, p.Value))];

    /// <summary>Whether a value is a list of boxes, and which; an empty list may be one.</summary>
    public static IReadOnlyList<PixelBox>? BoxesOf(JsonElement value) => value.ValueKind == JsonValueKind.Array ? PixelBox.ParseAll(value.GetRawText()) : null;

    /// <summary>Canonical writing of values that are canonical each.</summary>
    public static string Write(IEnumerable<(string Name, string Value)> fields) => $"{{{string.Join(',', fields.Select(f => $"{Quote(f.Name)}:{f.Value}"))}}}";

    /// <summary>Null when no field takes it.</summary>
    public override string? PreLabelOf(string reading)
    {
        if (Reading is not { } field)
            return null;
        var value = JsonSerializer.SerializeToElement(reading);
        return field.Read(value, default, out _) is { } canonical and not "null" ? Write([(field.Name, canonical)]) : null;
    }

    /// <summary>Of an answer the fields that a pre-label names, and these only; null when one of them is empty, as no pre-label is.</summary>
    public string? Only(string text, string preLabel)
    {
        var named = Parse(preLabel).Select(f => f.Name).ToHashSet();
        var fields = Parse(text).Where(f => named.Contains(f.Name)).ToList();
        return fields.Exists(f => f.Value.ValueKind == JsonValueKind.Null && f.Name == Reading?.Name) ? null : Write(fields.Select(f => (f.Name, f.Value.GetRawText())));
    }

    internal static string Quote(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    internal static string List(IEnumerable<string> values) => string.Join(", ", values.Select(v => $"“{v}”"));

    /// <summary>Boxes are turned, other values stay as they are written.</summary>
    public override string Turned(string text, ImageTurn turn)
    {
        try
        {
            using var document = JsonDocument.Parse(text, strict);
            return document.RootElement.ValueKind != JsonValueKind.Object ? text : Write(document.RootElement.EnumerateObject()
                .Select(p => (p.Name, BoxesOf(p.Value) is { } boxes ? BoxesForm.Write(boxes.Select(b => b.Turned(turn))) : p.Value.GetRawText())));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return text;
        }
    }

    /// <summary>The fields that the machine reads.</summary>
    public override string? AsMachine(string text, string? preLabel) => preLabel is null ? null : Only(text, preLabel);

    protected override string? ReadMain(string? raw, PixelSize image, out string? fault)
    {
        const string NotRead = """An answer is written {"field": value, ...}.""";
        fault = NotRead;
        if (raw is not { Length: <= MaxLength })
            return null;
        try
        {
            using var document = JsonDocument.Parse(raw, strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement, image, out fault) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // no JSON, a name twice, or half a surrogate pair
            fault = NotRead;
            return null;
        }
    }

    protected override int? DistanceOf(string preLabel, string text)
    {
        try
        {
            var said = Parse(text).ToDictionary(f => f.Name, f => f.Value);
            var known = Parse(preLabel).Where(f => said.ContainsKey(f.Name)).ToList();
            return known.Count(f => Fields.FirstOrDefault(field => field.Name == f.Name)?.AreSame(f.Value, said[f.Name]) != true);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private string? Read(JsonElement answer, PixelSize image, out string? fault)
    {
        fault = answer.EnumerateObject().FirstOrDefault(p => Fields.All(f => f.Name != p.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown ? $"There is no field “{unknown.Name}”." : null;
        var values = new List<(string, string)>();
        foreach (var field in Fields)
        {
            var value = field.Read(answer.TryGetProperty(field.Name, out var given) ? given : default, image, out var fieldFault);
            fault ??= fieldFault;
            values.Add((field.Name, value ?? ""));
        }
        return fault is null ? Write(values) : null;
    }
}
