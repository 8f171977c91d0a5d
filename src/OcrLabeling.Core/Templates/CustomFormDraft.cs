using System.Globalization;
using System.Text;

namespace OcrLabeling.Core.Templates;

/// <summary>
/// A custom form while it is put together field by field: what was typed, whether it can be used or not. It is written as the JSON of a <see cref="CustomSchema"/>, which finds its faults.
/// Immutable.
/// </summary>
public sealed record CustomFormDraft(IReadOnlyList<CustomFieldDraft> Fields)
{
    /// <summary>Fields of any values can be shown, names that mean nothing and values of another kind cannot: null then, and <see cref="CustomSchema.Read"/> says which.</summary>
    /// <param name="isStored">It is of a batch there is already: instructions of its own are left out.</param>
    public static CustomFormDraft? Read(string json, bool isStored = false) => LocatedJson.Parse(json, out _) is { } root ? CustomFormDraftReading.Read(root, isStored) : null;

    /// <summary>A line for each field and option, so that people find them.</summary>
    public string ToJson()
    {
        var json = new StringBuilder("{\n  \"fields\": [");
        foreach (var (place, field) in Fields.Index())
            json.Append(CultureInfo.InvariantCulture, $"{(place > 0 ? "," : "")}\n    {field.ToJson()}");
        return json.Append(Fields.Count > 0 ? "\n  ]\n}" : "]\n}").ToString();
    }

    public CustomFieldDraft? Find(Guid field) => Fields.FirstOrDefault(f => f.Id == field);

    public CustomFormDraft With(Guid field, Func<CustomFieldDraft, CustomFieldDraft> change) => new([.. Fields.Select(f => f.Id == field ? change(f) : f)]);

    public CustomFormDraft Without(Guid field) => new([.. Fields.Where(f => f.Id != field)]);

    public CustomFormDraft Inserted(int place, CustomFieldDraft field) => new([.. Fields.Take(place), field, .. Fields.Skip(place)]);

    /// <param name="place">From 0; the nearest there is.</param>
    public CustomFormDraft Moved(Guid field, int place) => Find(field) is { } moved ? Without(field).Inserted(Math.Clamp(place, 0, Fields.Count - 1), moved) : this;

    /// <summary>A field to fill in; it can be asked as it is.</summary>
    public CustomFormDraft Added(CustomFieldKind kind, string label, out CustomFieldDraft added)
    {
        added = new CustomFieldDraft(kind) { Label = label, Name = FreeName(label), Options = [CustomOptionDraft.Of("Option 1"), CustomOptionDraft.Of("Option 2")] };
        return Inserted(Fields.Count, added);
    }

    /// <summary>Right behind it, under a name of its own; shortcuts stay with the first.</summary>
    public CustomFormDraft Duplicated(Guid field, out CustomFieldDraft? copy)
    {
        copy = null;
        if (Find(field) is not { } original)
            return this;
        copy = original.Anew() with { Name = FreeName(original.Name), Prefill = false };
        return Inserted(Fields.ToList().IndexOf(original) + 1, copy);
    }

    /// <summary>The label, and the name with it as long as it was made from the label.</summary>
    public CustomFormDraft Labeled(Guid field, string label)
    {
        if (Find(field) is not { } known)
            return this;
        var others = Without(field);
        var follows = known.Name.Length == 0 || known.Name == others.FreeName(known.Label);
        return With(field, f => f with { Label = label, Name = follows ? others.FreeName(label) : f.Name });
    }

    /// <summary>A name for a label that no field has yet.</summary>
    private string FreeName(string label)
    {
        var name = FieldName.Of(label);
        var free = name;
        for (var number = 2; Fields.Any(f => f.Name == free); number++)
        {
            var ending = string.Create(CultureInfo.InvariantCulture, $"_{number}");
            free = name[..Math.Min(name.Length, CustomSchema.MaxNameLength - ending.Length)] + ending;
        }
        return free;
    }
}
