using System.Text.Json;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Templates;

/// <summary>One piece of information as it stands on a document.</summary>
/// <param name="Text">As <see cref="Transcription"/> keeps it, not empty.</param>
/// <param name="Boxes">Of its words, in reading order, one at least; pixels of the image.</param>
public sealed record KeyValue(string Text, IReadOnlyList<PixelBox> Boxes);

/// <summary>
/// Named pieces of information of a document, each with its text and the boxes of its words: <c>{"vendor": {"text": "ACME", "boxes": [[left, top, right, bottom], ...]}, "date": null}</c>, every field in the
/// order of the settings, null where the document does not say it. Settings: <c>{"fields": ["vendor", "date", ...]}</c>. A pre-label is no answer: it holds the words that an engine read, as
/// <see cref="PageTextForm"/> writes them, for the card to offer their texts.
/// </summary>
public sealed class KeyInformationForm : AnswerForm
{
    public const int MaxFields = 50;
    public const int MaxNameLength = 100;
    public const int MaxBoxes = 200;

    private const string NotRead = """Key information is written {"field": {"text": "...", "boxes": [[left, top, right, bottom], ...]}, ...}.""";

    private static readonly JsonDocumentOptions strict = new() { AllowDuplicateProperties = false };

    private readonly string[] names;

    private KeyInformationForm(string[] names) => this.names = names;

    /// <summary>In the order in which they are asked; one at least, each once.</summary>
    public override IReadOnlyList<string> FieldNames => names;

    public override AnswerKind Main => AnswerKind.Labeled;

    /// <summary>Null and a reason for people when the settings cannot be used.</summary>
    public static KeyInformationForm? Create(string settingsJson, out string? fault)
    {
        Settings? settings = null;
        try
        {
            settings = JsonSerializer.Deserialize<Settings>(settingsJson, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            // said below
        }
        var names = settings?.Fields?.Select(name => TextRules.Clean(name ?? "")).ToArray() ?? [];
        fault = names.Length is < 1 or > MaxFields ? $"1 to {MaxFields} fields are needed."
            : names.Any(TextRules.IsBlank) ? "A field has no name."
            : Array.Find(names, name => name.Length > MaxNameLength) is { } tooLong ? $"The field “{tooLong[..20]}…” has {tooLong.Length} characters; it can have at most {MaxNameLength}."
            : names.GroupBy(name => name).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"The field “{twice.Key}” stands twice."
            : null;
        return fault is null ? new KeyInformationForm(names) : null;
    }

    /// <summary>The values of an answer in canonical writing, by field; null where the document does not say it.</summary>
    public static IReadOnlyList<(string Name, KeyValue? Value)> Parse(string text) => [.. CustomForm.Parse(text).Select(f => (f.Name, ValueOf(f.Value)))];

    public static string Write(IEnumerable<(string Name, KeyValue? Value)> fields) =>
        CustomForm.Write(fields.Select(f => (f.Name, f.Value is null ? "null" : $$"""{"text":{{CustomForm.Quote(f.Value.Text)}},"boxes":{{BoxesForm.Write(f.Value.Boxes)}}}""")));

    public static string WriteSettings(IEnumerable<string> names) => JsonSerializer.Serialize(new Settings([.. names]), JsonSerializerOptions.Web);

    /// <summary>Whether a text holds an engine's words and not an answer.</summary>
    public static bool IsReading(string text) => text.StartsWith('[');

    /// <summary>Every card begins with the engine's words and empty fields.</summary>
    public override string? AsMachine(string text, string? preLabel) => preLabel;

    public override string Turned(string text, ImageTurn turn)
    {
        if (IsReading(text))
            return PageTextForm.TurnedWords(text, turn);
        try
        {
            return Write(Parse(text).Select(f => (f.Name, f.Value is null ? null : f.Value with { Boxes = [.. f.Value.Boxes.Select(b => b.Turned(turn))] })));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return text;
        }
    }

    protected override string? ReadMain(string? raw, PixelSize image, out string? fault)
    {
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

    /// <summary>The engine's words are no answer that one could be compared with.</summary>
    protected override int? DistanceOf(string preLabel, string text) => null;

    private string? Read(JsonElement answer, PixelSize image, out string? fault)
    {
        fault = answer.EnumerateObject().FirstOrDefault(p => !names.Contains(p.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown ? $"There is no field “{unknown.Name}”." : null;
        var values = new List<(string, KeyValue?)>();
        foreach (var name in names)
        {
            var value = answer.TryGetProperty(name, out var given) && given.ValueKind != JsonValueKind.Null ? ReadValue(name, given, image, out var valueFault) : Nothing(out valueFault);
            fault ??= valueFault;
            values.Add((name, value));
        }
        return fault is null ? Write(values) : null;
    }

    private static KeyValue? Nothing(out string? fault)
    {
        fault = null;
        return null;
    }

    private static KeyValue? ReadValue(string name, JsonElement given, PixelSize image, out string? fault)
    {
        fault = NotRead;
        if (given.ValueKind != JsonValueKind.Object || !given.TryGetProperty("boxes", out var written) || CustomForm.BoxesOf(written) is not { } drawn
            || !given.TryGetProperty("text", out var said) || said.ValueKind != JsonValueKind.String)
            return null;
        List<PixelBox> boxes = [.. drawn.Select(b => b.ClampTo(image))];
        var text = Transcription.Create(said.GetString(), out var textFault);
        fault = text is null ? $"{name}: {textFault}"
            : text.Value.Text.Length == 0 ? $"{name}: its text is missing."
            : boxes.Count == 0 ? $"{name}: the boxes of its words are missing."
            : boxes.Count > MaxBoxes ? $"{name}: {boxes.Count} boxes; at most {MaxBoxes} can be drawn."
            : boxes.FindIndex(b => !b.LiesIn(image)) is >= 0 and var outside ? $"{name}: box {outside + 1} is not inside the image."
            : null;
        return fault is null ? new KeyValue(text!.Value.Text, [.. BoxesForm.Parse(BoxesForm.Write(boxes))]) : null;
    }

    private static KeyValue? ValueOf(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null
        : new(value.GetProperty("text").GetString() ?? throw new FormatException("Not a value of key information."), CustomForm.BoxesOf(value.GetProperty("boxes")) ?? throw new FormatException("Not a value of key information."));

    private sealed record Settings(string?[]? Fields = null);
}
