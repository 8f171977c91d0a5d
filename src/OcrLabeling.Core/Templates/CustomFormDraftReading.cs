using System.Globalization;
using System.Text.Json;

namespace OcrLabeling.Core.Templates;

/// <summary>What of a schema's JSON can be shown as fields.</summary>
internal static class CustomFormDraftReading
{
    public static CustomFormDraft? Read(LocatedJson root, bool isStored)
    {
        if (!IsObjectOf(root, isStored ? ["fields", "instructions"] : ["fields"]) || root["fields"] is not { Kind: JsonValueKind.Array } list)
            return null;
        var fields = list.Items.Select(Field).ToList();
        return fields.Contains(null) ? null : new CustomFormDraft(fields!);
    }

    private static CustomFieldDraft? Field(LocatedJson field)
    {
        if (field["type"] is not { Kind: JsonValueKind.String, Text: { } type } || Enum.GetValues<CustomFieldKind>().Where(k => CustomFieldDraft.TypeOf(k) == type).ToList() is not [var kind])
            return null;
        string[] own = kind switch
        {
            CustomFieldKind.Text => ["hotkey", "multiline", "maxLength", "pattern", "prefill"],
            CustomFieldKind.Number => ["hotkey", "min", "max", "step", "integer"],
            CustomFieldKind.Boxes => ["hotkey", "max"],
            _ => ["options"],
        };
        var values = new Values(field);
        var options = (field["options"] is { Kind: JsonValueKind.Array } list ? list.Items : []).Select(Option).ToList();
        var draft = new CustomFieldDraft(kind)
        {
            Name = values.Text("name") ?? "",
            Label = values.Text("label") ?? values.Text("name") ?? "",
            Required = values.Truth("required"),
            Hotkey = values.Text("hotkey") ?? "",
            Options = [.. options.OfType<CustomOptionDraft>()],
            Multiline = values.Truth("multiline"),
            MaxLength = values.Number("maxLength"),
            Pattern = values.Text("pattern") ?? "",
            Prefill = values.Truth("prefill"),
            Min = kind == CustomFieldKind.Number ? values.Number("min") : null,
            Max = kind == CustomFieldKind.Number ? values.Number("max") : null,
            Step = values.Number("step"),
            WholeOnly = values.Truth("integer"),
            MaxBoxes = kind == CustomFieldKind.Boxes ? values.Number("max") : null,
        };
        var isWhole = IsObjectOf(field, ["type", "name", "label", "required", .. own]) && field["options"] is null or { Kind: JsonValueKind.Array };
        return isWhole && values.AreShown && !options.Contains(null) ? draft : null;
    }

    private static CustomOptionDraft? Option(LocatedJson option)
    {
        if (option is { Kind: JsonValueKind.String, Text: { } said })
            return CustomOptionDraft.Of(said);
        var values = new Values(option);
        var value = values.Text("value") ?? "";
        var read = new CustomOptionDraft(value, values.Text("label") ?? value, values.Text("hotkey") ?? "");
        return IsObjectOf(option, "value", "label", "hotkey") && values.AreShown ? read : null;
    }

    private static bool IsObjectOf(LocatedJson value, params string[] known) =>
        value.Kind == JsonValueKind.Object && value.Properties.All(p => known.Contains(p.Name)) && value.Properties.DistinctBy(p => p.Name).Count() == value.Properties.Count;

    /// <summary>The values of an object; notes whether one was of another kind than the form has a place for.</summary>
    private sealed class Values(LocatedJson owner)
    {
        public bool AreShown { get; private set; } = true;

        public string? Text(string name) => Take(name, v => v.Kind == JsonValueKind.String)?.Text;

        public bool Truth(string name) => Take(name, v => v.Kind is JsonValueKind.True or JsonValueKind.False)?.Kind == JsonValueKind.True;

        public decimal? Number(string name)
        {
            decimal number = 0;
            return Take(name, v => v.Kind == JsonValueKind.Number && decimal.TryParse(v.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)) is null ? null : number;
        }

        private LocatedJson? Take(string name, Func<LocatedJson, bool> fits)
        {
            var value = owner[name];
            if (value is null || fits(value))
                return value;
            AreShown = false;
            return null;
        }
    }
}
