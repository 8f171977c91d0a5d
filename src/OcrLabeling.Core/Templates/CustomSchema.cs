using System.Globalization;
using System.Text.Json;

namespace OcrLabeling.Core.Templates;

/// <summary>One thing wrong with a schema.</summary>
/// <param name="Line">Of the text, from 1.</param>
/// <param name="Column">Of the line, from 1.</param>
/// <param name="Field">Of which field it is, from 0; null when it is of none or the text is no JSON.</param>
/// <param name="Message">A sentence that says by itself what is wrong and names the field.</param>
public sealed record SchemaFault(int Line, int Column, int? Field, string Message)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Line {Line}, column {Column}: {Message}");
}

/// <summary>
/// The text a custom form is written in: <c>{"fields": [{"type": "text" | "choice" | "multi-choice" | "number" | "boxes", "name", "label", ...}]}</c>. Nothing is guessed:
/// what is unknown, double or impossible is a fault with its line, and all faults are found at once.
/// </summary>
/// <param name="Form">Null when there are faults.</param>
public sealed record CustomSchema(CustomForm? Form, IReadOnlyList<SchemaFault> Faults)
{
    public const int MaxLength = 10_000;
    public const int MaxFields = 20;
    public const int MaxOptions = 50;
    public const int MaxBoxes = 200;
    public const int MaxTextLength = 4000;
    public const int MaxLabelLength = 200;
    public const int MaxNameLength = 40;
    public const int MaxInstructionsLength = 2000;

    /// <summary>Letters the worker's page has uses of its own for, with Alt: pass on, unsure, cannot be told, undo.</summary>
    public const string ReservedHotkeys = "kuxz";

    /// <summary>Schemas to start from: one for pages, one for words.</summary>
    public static IReadOnlyList<(string Title, string Json)> Examples { get; } =
    [
        ("Receipts", """
            {
              "fields": [
                { "type": "choice", "name": "kind", "label": "What is it?", "required": true, "options": [
                  { "value": "receipt", "label": "Receipt", "hotkey": "1" },
                  { "value": "invoice", "label": "Invoice", "hotkey": "2" },
                  { "value": "other", "label": "Something else", "hotkey": "3" }
                ] },
                { "type": "text", "name": "total", "label": "Total", "maxLength": 20, "pattern": "[0-9]+([.,][0-9]{2})?" },
                { "type": "number", "name": "items", "label": "Lines with an item", "min": 0, "max": 200, "integer": true },
                { "type": "multi-choice", "name": "marks", "label": "What else is on it?", "options": [
                  { "value": "logo", "label": "A logo", "hotkey": "l" },
                  { "value": "signature", "label": "A signature", "hotkey": "s" },
                  { "value": "handwriting", "label": "Handwriting", "hotkey": "h" }
                ] },
                { "type": "boxes", "name": "where", "label": "Box round the total", "max": 1 },
                { "type": "text", "name": "remark", "label": "Remark", "multiline": true, "maxLength": 300 }
              ]
            }
            """),
        ("Words", """
            {
              "fields": [
                { "type": "text", "name": "word", "label": "Word", "required": true, "prefill": true },
                { "type": "choice", "name": "style", "label": "How is it written?", "required": true, "options": [
                  { "value": "printed", "label": "Printed", "hotkey": "1" },
                  { "value": "handwritten", "label": "By hand", "hotkey": "2" },
                  { "value": "stamped", "label": "Stamped", "hotkey": "3" }
                ] }
              ]
            }
            """),
    ];

    /// <summary>Reads a schema; never throws.</summary>
    /// <param name="isStored">It is of a batch there is already: those of the first release hold instructions, which cards still show.</param>
    public static CustomSchema Read(string json, bool isStored = false)
    {
        if (json.Length > MaxLength)
            return new(null, [new(1, 1, null, string.Create(CultureInfo.InvariantCulture, $"The form has {json.Length:N0} characters; at most {MaxLength:N0} are possible."))]);
        if (LocatedJson.Parse(json, out var broken) is not { } root)
            return new(null, [broken!]);
        var reading = new CustomSchemaReading(isStored);
        var form = reading.Read(root);
        return new(reading.Faults.Count == 0 ? form : null, [.. reading.Faults.Distinct().OrderBy(f => f.Line).ThenBy(f => f.Column)]);
    }

    /// <summary>The schema without line breaks, as batches keep it.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static string Compact(string json) => JsonSerializer.Serialize(JsonElement.Parse(json), compact);

    private static readonly JsonSerializerOptions compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
