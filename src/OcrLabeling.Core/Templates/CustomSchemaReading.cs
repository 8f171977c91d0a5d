using OcrLabeling.Scoring;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OcrLabeling.Core.Templates;

/// <summary>One reading of a schema; gathers every fault.</summary>
internal sealed partial class CustomSchemaReading(bool isStored)
{
    private static readonly string[] types = ["text", "choice", "multi-choice", "number", "boxes"];

    private readonly Dictionary<char, string> hotkeys = [];
    private readonly HashSet<string> names = [];
    // the field that is being read: which, and how people know it
    private int? index;
    private string title = "";

    public List<SchemaFault> Faults { get; } = [];

    public CustomForm? Read(LocatedJson root)
    {
        if (!Is(root, JsonValueKind.Object, """A form is written {"fields": [...]}."""))
            return null;
        if (!isStored && root.Properties.FirstOrDefault(p => p.Name == "instructions") is { } written)
            Faults.Add(new(written.Line, written.Column, null, "Instructions are written once, for the whole batch: move them to “Instructions” there and delete “instructions” here."));
        Know(root, "the form", "fields", "instructions");
        var instructions = Text(root, "instructions", "The instructions", CustomSchema.MaxInstructionsLength);
        if (root["fields"] is not { } list)
        {
            Fault(root, "The list “fields” is missing.");
            return null;
        }
        if (!Is(list, JsonValueKind.Array, "“fields” must be a list: [...]."))
            return null;
        Check(list, list.Items.Count > 0, "The form has no fields.");
        Check(list, list.Items.Count <= CustomSchema.MaxFields, $"The form has {list.Items.Count} fields; at most {CustomSchema.MaxFields} are possible.");
        var fields = list.Items.Select(Field).ToList();
        var prefilled = fields.Index().Where(f => f.Item is CustomField.Text { Prefill: true }).ToList();
        foreach (var (place, field) in prefilled.Skip(1))
        {
            index = place;
            Fault(list.Items[place], $"Only one field can start from the machine's reading, but “{prefilled[0].Item!.Label}” and “{field!.Label}” do.");
        }
        return fields.Count == 0 || fields.Contains(null) ? null : new CustomForm(instructions, fields!);
    }

    private CustomField? Field(LocatedJson field, int place)
    {
        (index, title) = (place, string.Create(CultureInfo.InvariantCulture, $"field {place + 1}"));
        if (!Is(field, JsonValueKind.Object, $$"""{{Title}} must be written {"type": ..., "name": ..., "label": ...}."""))
            return null;
        if ((field["label"] ?? field["name"]) is { Kind: JsonValueKind.String, Text: { } known } && !TextRules.IsBlank(known))
            title = $"“{known}”";
        var name = Text(field, "name", $"The name of {title}", CustomSchema.MaxNameLength, $"{Title} has no name.");
        if (name is not null && Check(field["name"]!, Name().IsMatch(name), $"“{name}” cannot be a name: use small letters, digits and _, and begin with a letter."))
            Check(field["name"]!, names.Add(name), $"Two fields are called “{name}”: give each its own name.");
        var label = field["label"] is null ? name ?? "" : Text(field, "label", $"The label of {title}", CustomSchema.MaxLabelLength, $"{Title} has no label.") ?? "";
        switch (Text(field, "type", $"The type of {title}", CustomSchema.MaxNameLength, $"{Title} has no type. Types are {CustomForm.List(types)}."))
        {
            case "text":
                Know(field, title, "type", "name", "label", "required", "hotkey", "multiline", "maxLength", "pattern", "prefill");
                return new CustomField.Text(
                    name ?? "", label, Truth(field, "required"), Hotkey(field, label), Whole(field, "maxLength", "the number of characters", CustomSchema.MaxTextLength) ?? Transcription.MaxLength, Pattern(field),
                    Truth(field, "multiline"), Truth(field, "prefill"));
            case "choice":
                Know(field, title, "type", "name", "label", "required", "options");
                return new CustomField.Choice(name ?? "", label, Truth(field, "required"), Options(field));
            case "multi-choice":
                Know(field, title, "type", "name", "label", "required", "options");
                return new CustomField.MultiChoice(name ?? "", label, Truth(field, "required"), Options(field));
            case "number":
                Know(field, title, "type", "name", "label", "required", "hotkey", "min", "max", "step", "integer");
                return Number(field, name ?? "", label);
            case "boxes":
                Know(field, title, "type", "name", "label", "required", "hotkey", "max");
                return new CustomField.Boxes(name ?? "", label, Truth(field, "required"), Hotkey(field, label), Whole(field, "max", "the number of boxes", CustomSchema.MaxBoxes) ?? CustomSchema.MaxBoxes);
            case { } type:
                Fault(field["type"]!, $"There is no type “{type}”. Types are {CustomForm.List(types)}.");
                return null;
            default:
                return null;
        }
    }

    private CustomField.Number Number(LocatedJson field, string name, string label)
    {
        var (min, max, step) = (Decimal(field, "min"), Decimal(field, "max"), Decimal(field, "step"));
        if (min > max)
            Fault(field["min"]!, $"{Title}: the minimum {CustomField.Number.Write(min.Value)} is above the maximum {CustomField.Number.Write(max!.Value)}.");
        if (step <= 0)
            Fault(field["step"]!, $"{Title}: the step must be above 0.");
        var whole = Truth(field, "integer");
        if (whole && step is { } fraction && decimal.Truncate(fraction) != fraction)
            Fault(field["step"]!, $"{Title} takes whole numbers only, but its step is {CustomField.Number.Write(fraction)}.");
        if (whole && min is { } least && decimal.Truncate(least) != least)
            Fault(field["min"]!, $"{Title} takes whole numbers only, but its minimum is {CustomField.Number.Write(least)}.");
        return new(name, label, Truth(field, "required"), Hotkey(field, label), min, max, whole ? step ?? 1 : step);
    }

    private List<CustomOption> Options(LocatedJson field)
    {
        var list = field["options"];
        if (list is not null && !Is(list, JsonValueKind.Array, $"“options” of {title} must be a list: [...]."))
            return [];
        if (!Check(list ?? field, list is { Items.Count: > 0 }, $"{Title} has no options: add what can be chosen."))
            return [];
        Check(list!, list!.Items.Count <= CustomSchema.MaxOptions, $"{Title} has {list.Items.Count} options; at most {CustomSchema.MaxOptions} are possible.");
        var options = new List<CustomOption>();
        foreach (var (place, item) in list.Items.Index())
        {
            var option = string.Create(CultureInfo.InvariantCulture, $"Option {place + 1} of {title}");
            // an option that is its own label may be written as a text
            var value = item.Kind == JsonValueKind.String ? Fits(item, option, item.Text!, CustomSchema.MaxLabelLength, $"{option} is empty.") : null;
            if (item.Kind == JsonValueKind.Object)
            {
                Know(item, char.ToLowerInvariant(option[0]) + option[1..], "value", "label", "hotkey");
                value = Text(item, "value", option, CustomSchema.MaxLabelLength, $"{option} has no value.");
            }
            else if (item.Kind != JsonValueKind.String)
                Fault(item, $$"""{{option}} must be a text, or {"value": ..., "label": ...}.""");
            if (value is null)
                continue;
            Check(item, options.TrueForAll(o => o.Value != value), $"Two options of {title} are stored as “{value}”.");
            var label = (item.Kind == JsonValueKind.Object && item["label"] is not null ? Text(item, "label", option, CustomSchema.MaxLabelLength, $"{option} has no label.") : null) ?? value;
            options.Add(new CustomOption(value, label, item.Kind == JsonValueKind.Object ? Hotkey(item, label) : null));
        }
        return options;
    }

    private string? Pattern(LocatedJson field)
    {
        if (Text(field, "pattern", $"The pattern of {title}", CustomSchema.MaxLabelLength) is not { } pattern)
            return null;
        var fault = PatternFault.Of(pattern);
        return Check(field["pattern"]!, fault is null, $"{Title}: {fault}") ? pattern : null;
    }

    private char? Hotkey(LocatedJson owner, string label)
    {
        if (owner["hotkey"] is not { } value)
            return null;
        if (value is not { Kind: JsonValueKind.String, Text: [var key] } || !char.IsAsciiLetterLower(key) && !char.IsAsciiDigit(key))
        {
            Fault(value, $"The shortcut of “{label}” must be one small letter or digit.");
            return null;
        }
        if (CustomSchema.ReservedHotkeys.Contains(key, StringComparison.Ordinal))
            Fault(value, $"The shortcut “{key}” of “{label}” is used by the page itself, as are {CustomForm.List(CustomSchema.ReservedHotkeys.Where(k => k != key).Select(k => k.ToString()))}.");
        else if (!hotkeys.TryAdd(key, label))
            Fault(value, $"The shortcut “{key}” is used twice: for “{hotkeys[key]}” and for “{label}”.");
        return key;
    }

    private void Know(LocatedJson owner, string where, params string[] known)
    {
        foreach (var property in owner.Properties.Where(p => !known.Contains(p.Name)))
            Faults.Add(new(property.Line, property.Column, index, $"“{property.Name}” means nothing in {where}. Possible are {CustomForm.List(known.Where(k => k != "instructions"))}."));
        foreach (var twice in owner.Properties.GroupBy(p => p.Name).Where(g => g.Count() > 1).Select(g => g.Last()))
            Faults.Add(new(twice.Line, twice.Column, index, $"“{twice.Name}” is there twice in {where}."));
    }

    /// <param name="missing">Said when it is not there or empty; null when it need not be there.</param>
    private string? Text(LocatedJson owner, string name, string what, int maxLength, string? missing = null)
    {
        if (owner[name] is not { } value)
        {
            Check(owner, missing is null, missing ?? "");
            return null;
        }
        return Is(value, JsonValueKind.String, $"{what} must be a text in double quotes.") ? Fits(value, what, value.Text!, maxLength, missing ?? $"{what} is empty: leave it out.") : null;
    }

    private string? Fits(LocatedJson value, string what, string text, int maxLength, string empty)
    {
        Check(value, text.Trim().Length > 0, empty);
        Check(value, text.Length <= maxLength, $"{what} has {text.Length} characters; at most {maxLength} are possible.");
        Check(value, !text.Any(c => char.IsControl(c) && c is not '\n'), $"{what} holds invisible characters: type it again.");
        return text.Trim().Length > 0 ? text : null;
    }

    private bool Truth(LocatedJson owner, string name)
    {
        var value = owner[name];
        Check(owner[name] ?? owner, value is null or { Kind: JsonValueKind.True or JsonValueKind.False }, $"“{name}” of {title} must be true or false.");
        return value?.Kind == JsonValueKind.True;
    }

    private int? Whole(LocatedJson owner, string name, string what, int most)
    {
        if (owner[name] is not { } value)
            return null;
        if (value.Kind == JsonValueKind.Number && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            return number;
        Fault(value, string.Create(CultureInfo.InvariantCulture, $"{Title}: {what} (“{name}”) must be a whole number from 1 to {most:N0}."));
        return null;
    }

    private decimal? Decimal(LocatedJson owner, string name)
    {
        if (owner[name] is not { } value)
            return null;
        if (value.Kind == JsonValueKind.Number && decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        Fault(value, value.Kind == JsonValueKind.Number ? $"“{name}” of {title} is too large." : $"“{name}” of {title} must be a number.");
        return null;
    }

    /// <summary>How the field is named where a sentence begins with it.</summary>
    private string Title => char.ToUpperInvariant(title[0]) + title[1..];

    private bool Is(LocatedJson value, JsonValueKind kind, string message) => Check(value, value.Kind == kind, message);

    private bool Check(LocatedJson where, bool holds, string message)
    {
        if (!holds)
            Fault(where, message);
        return holds;
    }

    private void Fault(LocatedJson where, string message) => Faults.Add(new(where.Line, where.Column, index, message));

    [GeneratedRegex(@"\A[a-z][a-z0-9_]*\z")]
    private static partial Regex Name();
}
