using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OcrLabeling.Core.Labeling.Forms;

/// <summary>One reading of a schema; gathers every fault.</summary>
internal sealed partial class CustomSchemaReading
{
    private static readonly string[] types = ["text", "choice", "multi-choice", "number", "boxes"];

    private readonly Dictionary<string, string> hotkeys = [];
    private readonly HashSet<string> names = [];
    private string place = "";

    public List<SchemaFault> Faults { get; } = [];

    public CustomForm? Read(LocatedJson root)
    {
        if (!Is(root, JsonValueKind.Object, """A schema is written {"fields": [...]}."""))
            return null;
        Know(root, "instructions", "fields");
        var instructions = Text(root, "instructions", CustomSchema.MaxInstructionsLength);
        if (root["fields"] is not { } list)
        {
            Fault(root, "“fields” is missing: the list of what is asked.");
            return null;
        }
        if (!Is(list, JsonValueKind.Array, "“fields” is a list: [...]."))
            return null;
        Check(list, list.Items.Count > 0, "There is no field.");
        Check(list, list.Items.Count <= CustomSchema.MaxFields, $"{list.Items.Count} fields are too many; at most {CustomSchema.MaxFields}.");
        var fields = list.Items.Select((item, i) => Field(item, i)).OfType<CustomField>().ToList();
        place = "";
        if (fields.OfType<CustomField.Text>().Count(f => f.Prefill) > 1)
            Fault(list, "Only one field can begin with the machine's reading.");
        return fields.Count == 0 ? null : new CustomForm(instructions, fields);
    }

    private CustomField? Field(LocatedJson field, int index)
    {
        place = string.Create(CultureInfo.InvariantCulture, $"field {index + 1}");
        if (!Is(field, JsonValueKind.Object, """A field is written {"type": ..., "name": ..., "label": ...}."""))
            return null;
        var name = Text(field, "name", CustomSchema.MaxNameLength, isNeeded: true);
        if (name is not null)
        {
            place = $"field “{name}”";
            Check(field["name"]!, Name().IsMatch(name), "A name is made of small letters, digits and _ and begins with a letter.");
            Check(field["name"]!, names.Add(name), "Another field has this name.");
        }
        var label = Text(field, "label", CustomSchema.MaxLabelLength) ?? name ?? "";
        var type = Text(field, "type", CustomSchema.MaxNameLength, isNeeded: true);
        switch (type)
        {
            case "text":
                Know(field, "type", "name", "label", "required", "hotkey", "maxLength", "pattern", "multiline", "prefill");
                return new CustomField.Text(
                    name ?? "", label, Truth(field, "required"), Hotkey(field, label), Whole(field, "maxLength", 1, CustomSchema.MaxTextLength) ?? Answer.MaxTextLength, Pattern(field), Truth(field, "multiline"), Truth(field, "prefill"));
            case "choice":
                Know(field, "type", "name", "label", "required", "options");
                return new CustomField.Choice(name ?? "", label, Truth(field, "required"), Options(field));
            case "multi-choice":
                Know(field, "type", "name", "label", "required", "options");
                return new CustomField.MultiChoice(name ?? "", label, Truth(field, "required"), Options(field));
            case "number":
                Know(field, "type", "name", "label", "required", "hotkey", "min", "max", "step", "integer");
                return Number(field, name ?? "", label);
            case "boxes":
                Know(field, "type", "name", "label", "required", "hotkey", "max");
                return new CustomField.Boxes(name ?? "", label, Truth(field, "required"), Hotkey(field, label), Whole(field, "max", 1, CustomSchema.MaxBoxes) ?? CustomSchema.MaxBoxes);
            case not null:
                Fault(field["type"]!, $"There is no type “{type}”; there are {CustomForm.List(types)}.");
                return null;
            default:
                return null;
        }
    }

    private CustomField.Number Number(LocatedJson field, string name, string label)
    {
        var (min, max, step) = (Decimal(field, "min"), Decimal(field, "max"), Decimal(field, "step"));
        if (min > max)
            Fault(field["min"]!, $"“min” {CustomField.Number.Write(min.Value)} is above “max” {CustomField.Number.Write(max!.Value)}.");
        if (step <= 0)
            Fault(field["step"]!, "“step” is above 0.");
        var whole = Truth(field, "integer");
        if (whole && step is { } fraction && decimal.Truncate(fraction) != fraction)
            Fault(field["step"]!, "“step” is no whole number, but “integer” is true.");
        if (whole && min is { } least && decimal.Truncate(least) != least)
            Fault(field["min"]!, "“min” is no whole number, but “integer” is true.");
        return new(name, label, Truth(field, "required"), Hotkey(field, label), min, max, whole ? step ?? 1 : step);
    }

    private List<CustomOption> Options(LocatedJson field)
    {
        if (field["options"] is not { } list)
        {
            Fault(field, "“options” is missing: what can be chosen.");
            return [];
        }
        if (!Is(list, JsonValueKind.Array, "“options” is a list: [...]."))
            return [];
        Check(list, list.Items.Count > 0, "“options” is empty: there is nothing to choose.");
        Check(list, list.Items.Count <= CustomSchema.MaxOptions, $"{list.Items.Count} options are too many; at most {CustomSchema.MaxOptions}.");
        var options = new List<CustomOption>();
        foreach (var item in list.Items)
        {
            // an option that is its own label may be written as a text
            var value = item.Kind == JsonValueKind.String ? Fits(item, "an option", item.Text!, CustomSchema.MaxLabelLength) : null;
            if (item.Kind == JsonValueKind.Object)
            {
                Know(item, "value", "label", "hotkey");
                value = Text(item, "value", CustomSchema.MaxLabelLength, isNeeded: true);
            }
            else if (item.Kind != JsonValueKind.String)
                Fault(item, """An option is written {"value": ..., "label": ...} or as a text.""");
            if (value is null)
                continue;
            Check(item, options.TrueForAll(o => o.Value != value), $"The option “{value}” is there twice.");
            var label = (item.Kind == JsonValueKind.Object ? Text(item, "label", CustomSchema.MaxLabelLength) : null) ?? value;
            options.Add(new CustomOption(value, label, item.Kind == JsonValueKind.Object ? Hotkey(item, label) : null));
        }
        return options;
    }

    private string? Pattern(LocatedJson field)
    {
        if (Text(field, "pattern", CustomSchema.MaxLabelLength) is not { } pattern)
            return null;
        try
        {
            CustomField.Text.Compile(pattern);
            return pattern;
        }
        catch (NotSupportedException)
        {
            Fault(field["pattern"]!, "“pattern” looks around or back ((?=, (?<, \\1); that is not supported.");
        }
        catch (ArgumentException e)
        {
            Fault(field["pattern"]!, $"“pattern” is no regular expression: {e.Message.Split(" at offset ", 2)[^1]}");
        }
        return null;
    }

    private char? Hotkey(LocatedJson owner, string label)
    {
        if (owner["hotkey"] is not { } value)
            return null;
        if (value is not { Kind: JsonValueKind.String, Text: [var key] } || !char.IsAsciiLetterLower(key) && !char.IsAsciiDigit(key))
        {
            Fault(value, "“hotkey” is one small letter or digit.");
            return null;
        }
        if (CustomSchema.ReservedHotkeys.Contains(key, StringComparison.Ordinal))
            Fault(value, $"The hotkey “{key}” is reserved by the page (so are {CustomForm.List(CustomSchema.ReservedHotkeys.Where(k => k != key).Select(k => k.ToString()))}).");
        else if (!hotkeys.TryAdd(key.ToString(), label))
            Fault(value, $"The hotkey “{key}” is used twice: also for “{hotkeys[key.ToString()]}”.");
        return key;
    }

    private void Know(LocatedJson owner, params string[] known)
    {
        foreach (var (name, line, _) in owner.Properties.Where(p => !known.Contains(p.Name)))
            Faults.Add(new(line, place, $"“{name}” is not known here; known are {CustomForm.List(known)}."));
        foreach (var twice in owner.Properties.GroupBy(p => p.Name).Where(g => g.Count() > 1))
            Faults.Add(new(twice.Last().Line, place, $"“{twice.Key}” is there twice."));
    }

    private string? Text(LocatedJson owner, string name, int maxLength, bool isNeeded = false)
    {
        if (owner[name] is not { } value)
        {
            Check(owner, !isNeeded, $"“{name}” is missing.");
            return null;
        }
        return Is(value, JsonValueKind.String, $"“{name}” is a text in quotes.") ? Fits(value, $"“{name}”", value.Text!, maxLength) : null;
    }

    private string? Fits(LocatedJson value, string what, string text, int maxLength)
    {
        Check(value, text.Trim().Length > 0, $"{what} is empty.");
        Check(value, text.Length <= maxLength, $"{what} has {text.Length} characters; at most {maxLength}.");
        Check(value, !text.Any(c => char.IsControl(c) && c is not '\n'), $"{what} holds control characters.");
        return text.Trim().Length > 0 ? text : null;
    }

    private bool Truth(LocatedJson owner, string name)
    {
        var value = owner[name];
        if (value is not null && value.Kind is not (JsonValueKind.True or JsonValueKind.False))
            Fault(value, $"“{name}” is true or false.");
        return value?.Kind == JsonValueKind.True;
    }

    private int? Whole(LocatedJson owner, string name, int least, int most)
    {
        if (owner[name] is not { } value)
            return null;
        if (value.Kind == JsonValueKind.Number && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Fault(value, $"“{name}” is a whole number from {least} to {most}.");
        return null;
    }

    private decimal? Decimal(LocatedJson owner, string name)
    {
        if (owner[name] is not { } value)
            return null;
        if (value.Kind == JsonValueKind.Number && decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        Fault(value, $"“{name}” is a number.");
        return null;
    }

    private bool Is(LocatedJson value, JsonValueKind kind, string message)
    {
        Check(value, value.Kind == kind, message);
        return value.Kind == kind;
    }

    private void Check(LocatedJson where, bool holds, string message)
    {
        if (!holds)
            Fault(where, message);
    }

    private void Fault(LocatedJson where, string message) => Faults.Add(new(where.Line, place, message));

    [GeneratedRegex(@"\A[a-z][a-z0-9_]*\z")]
    private static partial Regex Name();
}
