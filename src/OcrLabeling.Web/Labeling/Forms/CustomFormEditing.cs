using OcrLabeling.Core.Templates;

namespace OcrLabeling.Web.Labeling.Forms;

/// <summary>A custom form while it is written, as fields and as JSON: each follows the other, and nothing typed in either is lost while they cannot.</summary>
public sealed class CustomFormEditing
{
    /// <summary>A form to begin with nothing.</summary>
    public static string Blank { get; } = new CustomFormDraft([]).ToJson();

    private readonly Stack<(string Title, Func<CustomFormDraft, CustomFormDraft> Restore)> deleted = [];

    public CustomFormEditing(string json)
    {
        Json = json;
        Read();
        ShowsJson = !IsShown;
    }

    /// <summary>What the batch would get.</summary>
    public string Json { get; private set; }

    /// <summary>The fields of the last JSON that can be shown as fields.</summary>
    public CustomFormDraft Draft { get; private set; } = new([]);

    /// <summary>The fields say what the JSON says; they can be edited.</summary>
    public bool IsShown { get; private set; }

    public IReadOnlyList<SchemaFault> Faults { get; private set; } = [];

    /// <summary>The last form without a fault; null before there was one.</summary>
    public CustomForm? Form { get; private set; }

    /// <summary>The JSON of <see cref="Form"/>.</summary>
    public string? FormJson { get; private set; }

    /// <summary>There is something in it that no template has.</summary>
    public bool IsOwn => Json != Blank && CustomSchema.Examples.All(e => e.Json != Json);

    public bool ShowsJson { get; set; }

    /// <summary>The field whose settings are open.</summary>
    public Guid? Open { get; set; }

    /// <summary>What was just done, where nothing else on the screen says it; may be empty.</summary>
    public string Told { get; private set; } = "";

    /// <summary>What <see cref="Undo"/> would bring back; null when nothing.</summary>
    public string? Deleted => deleted.TryPeek(out var last) ? last.Title : null;

    /// <summary>Id of the element that takes the focus after the next drawing.</summary>
    public string? Focus { get; set; }

    /// <summary>The order has changed under the element that has the focus.</summary>
    public bool HasMoved { get; set; }

    public IEnumerable<string> FaultsOf(Guid field) =>
        IsShown && Draft.Find(field) is { } known ? Faults.Where(f => f.Field == Draft.Fields.ToList().IndexOf(known)).Select(f => f.Message) : [];

    public void Write(string json)
    {
        if (json == Json)
            return;
        Json = json;
        (Told, Open) = ("", null);
        deleted.Clear();
        Read();
    }

    /// <summary>Gives the JSON up that cannot be shown, for the fields as they were before it.</summary>
    public void DiscardJson() => Change(Draft);

    public void Change(CustomFormDraft draft)
    {
        (Draft, Json, IsShown, Told) = (draft, draft.ToJson(), true, "");
        Check();
    }

    public void Change(Guid field, Func<CustomFieldDraft, CustomFieldDraft> change) => Change(Draft.With(field, change));

    public void Add(CustomFieldKind kind)
    {
        Change(Draft.Added(kind, CustomFieldTexts.TitleOf(kind), out var added));
        (Open, Focus) = (added.Id, $"label-{added.Id}");
    }

    public void Duplicate(Guid field)
    {
        Change(Draft.Duplicated(field, out var copy));
        if (copy is not null)
            (Open, Focus) = (copy.Id, $"label-{copy.Id}");
    }

    /// <param name="place">From 0; the nearest there is.</param>
    public void Move(Guid field, int place)
    {
        if (Draft.Find(field) is not { } moved)
            return;
        Change(Draft.Moved(field, place));
        (HasMoved, Told) = (true, $"{CustomFieldTexts.NameOf(moved)}: {Draft.Fields.ToList().IndexOf(moved) + 1} of {Draft.Fields.Count}.");
    }

    public void Delete(Guid field)
    {
        if (Draft.Find(field) is not { } gone)
            return;
        var place = Draft.Fields.ToList().IndexOf(gone);
        deleted.Push((CustomFieldTexts.NameOf(gone), draft => draft.Inserted(place, gone)));
        Change(Draft.Without(field));
        Focus = UndoId;
    }

    public void AddOption(Guid field)
    {
        if (Draft.Find(field) is not { } owner)
            return;
        var added = owner.NewOption();
        Change(field, f => f.WithInserted(f.Options.Count, added));
        Focus = $"option-{added.Id}";
    }

    public void MoveOption(Guid field, Guid option, int place)
    {
        Change(field, f => f.WithMoved(option, place));
        HasMoved = true;
    }

    public void DeleteOption(Guid field, Guid option)
    {
        if (Draft.Find(field) is not { } owner || owner.Options.FirstOrDefault(o => o.Id == option) is not { } gone)
            return;
        var place = owner.Options.ToList().IndexOf(gone);
        deleted.Push(($"“{gone.Label}” of {CustomFieldTexts.NameOf(owner)}", draft => draft.With(field, f => f.WithInserted(place, gone))));
        Change(field, f => f.WithoutOption(option));
        Focus = UndoId;
    }

    public void Undo()
    {
        if (!deleted.TryPop(out var last))
            return;
        Change(last.Restore(Draft));
        (Told, Focus) = ($"{last.Title} is back.", deleted.Count > 0 ? UndoId : AddId);
    }

    internal const string UndoId = "undo-delete";
    internal const string AddId = "add-field";

    private void Read()
    {
        var read = CustomFormDraft.Read(Json);
        IsShown = read is not null;
        Draft = read ?? Draft;
        Check();
    }

    private void Check()
    {
        var read = CustomSchema.Read(Json);
        Faults = read.Faults;
        if (read.Form is not null)
            (Form, FormJson) = (read.Form, Json);
    }
}
