using System.Globalization;

namespace OcrLabeling.Core.Templates;

/// <summary>What a field asks for.</summary>
public enum CustomFieldKind { Text, Choice, MultiChoice, Number, Boxes }

/// <summary>One of the options of a choice, as typed.</summary>
/// <param name="Value">What is stored.</param>
/// <param name="Hotkey">Empty when it has none.</param>
public sealed record CustomOptionDraft(string Value, string Label, string Hotkey)
{
    /// <summary>Tells it from the others while it is edited.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>One that is stored as it is read.</summary>
    public static CustomOptionDraft Of(string label) => new(label, label, "");

    /// <summary>The label, and the value with it as long as they are the same.</summary>
    public CustomOptionDraft Labeled(string label) => this with { Label = label, Value = Value == Label ? label : Value };

    internal string ToJson()
    {
        if (Hotkey.Length == 0 && Label == Value)
            return CustomForm.Quote(Value);
        return $$"""{ "value": {{CustomForm.Quote(Value)}}, "label": {{CustomForm.Quote(Label)}}{{(Hotkey.Length > 0 ? $", \"hotkey\": {CustomForm.Quote(Hotkey)}" : "")}} }""";
    }
}

/// <summary>One field of a <see cref="CustomFormDraft"/>. What another kind would need is kept and not written, so that a kind can be tried and taken back.</summary>
public sealed record CustomFieldDraft(CustomFieldKind Kind)
{
    /// <summary>Tells it from the others while it is edited.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Name { get; init; } = "";

    public string Label { get; init; } = "";

    public bool Required { get; init; }

    /// <summary>Of text, number and boxes; empty when it has none.</summary>
    public string Hotkey { get; init; } = "";

    /// <summary>Of a choice.</summary>
    public IReadOnlyList<CustomOptionDraft> Options { get; init; } = [];

    /// <summary>Of a text: several lines.</summary>
    public bool Multiline { get; init; }

    /// <summary>Of a text; null: the most there can be.</summary>
    public decimal? MaxLength { get; init; }

    /// <summary>Of a text; empty: anything.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>Of a text: begins with the machine's reading.</summary>
    public bool Prefill { get; init; }

    /// <summary>Of a number.</summary>
    public decimal? Min { get; init; }

    /// <summary>Of a number.</summary>
    public decimal? Max { get; init; }

    /// <summary>Of a number.</summary>
    public decimal? Step { get; init; }

    /// <summary>Of a number: whole ones only.</summary>
    public bool WholeOnly { get; init; }

    /// <summary>How many boxes; null: the most there can be.</summary>
    public decimal? MaxBoxes { get; init; }

    public bool HasOptions => Kind is CustomFieldKind.Choice or CustomFieldKind.MultiChoice;

    /// <summary>“Option” and the first number that no option has.</summary>
    public CustomOptionDraft NewOption() => CustomOptionDraft.Of(Enumerable.Range(Options.Count + 1, Options.Count + 1).Select(n => string.Create(CultureInfo.InvariantCulture, $"Option {n}")).First(l => Options.All(o => o.Value != l)));

    /// <summary>How the JSON names a kind.</summary>
    public static string TypeOf(CustomFieldKind kind) => kind switch
    {
        CustomFieldKind.Text => "text",
        CustomFieldKind.Choice => "choice",
        CustomFieldKind.MultiChoice => "multi-choice",
        CustomFieldKind.Number => "number",
        CustomFieldKind.Boxes => "boxes",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The same again, told from the first by its identity, without shortcuts: each goes to one place only.</summary>
    internal CustomFieldDraft Anew() => this with { Id = Guid.CreateVersion7(), Hotkey = "", Options = [.. Options.Select(o => o with { Id = Guid.CreateVersion7(), Hotkey = "" })] };

    public CustomFieldDraft WithOption(Guid option, Func<CustomOptionDraft, CustomOptionDraft> change) => this with { Options = [.. Options.Select(o => o.Id == option ? change(o) : o)] };

    public CustomFieldDraft WithoutOption(Guid option) => this with { Options = [.. Options.Where(o => o.Id != option)] };

    public CustomFieldDraft WithInserted(int place, CustomOptionDraft option) => this with { Options = [.. Options.Take(place), option, .. Options.Skip(place)] };

    /// <param name="place">From 0; the nearest there is.</param>
    public CustomFieldDraft WithMoved(Guid option, int place) =>
        Options.FirstOrDefault(o => o.Id == option) is { } moved ? WithoutOption(option).WithInserted(Math.Clamp(place, 0, Options.Count - 1), moved) : this;

    internal string ToJson()
    {
        var parts = new List<string> { $"\"type\": \"{TypeOf(Kind)}\"", $"\"name\": {CustomForm.Quote(Name)}", $"\"label\": {CustomForm.Quote(Label)}" };
        Add(Required, "required", "true");
        if (HasOptions)
        {
            var options = string.Join(",\n", Options.Select(o => $"      {o.ToJson()}"));
            return $"{{ {string.Join(", ", parts)}, \"options\": [{(options.Length > 0 ? $"\n{options}\n    ]" : "]")} }}";
        }
        Add(Hotkey.Length > 0, "hotkey", CustomForm.Quote(Hotkey));
        switch (Kind)
        {
            case CustomFieldKind.Text:
                Add(Multiline, "multiline", "true");
                AddNumber("maxLength", MaxLength);
                Add(Pattern.Length > 0, "pattern", CustomForm.Quote(Pattern));
                Add(Prefill, "prefill", "true");
                break;
            case CustomFieldKind.Number:
                AddNumber("min", Min);
                AddNumber("max", Max);
                AddNumber("step", Step);
                Add(WholeOnly, "integer", "true");
                break;
            case CustomFieldKind.Boxes:
                AddNumber("max", MaxBoxes);
                break;
        }
        return $"{{ {string.Join(", ", parts)} }}";

        void Add(bool isSaid, string name, string value)
        {
            if (isSaid)
                parts.Add($"\"{name}\": {value}");
        }

        void AddNumber(string name, decimal? number) => Add(number is not null, name, CustomField.Number.Write(number ?? 0));
    }
}
