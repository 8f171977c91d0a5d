using Microsoft.AspNetCore.Components;

namespace OcrLabeling.Web.Layout;

public sealed partial class DataTable<T>
{
    private static readonly RenderFragment nothing = builder => builder.AddContent(0, "Nothing matches.");

    private readonly List<DataColumn<T>> columns = [];
    private Dictionary<string, object?> tableAttributes = [];
    private (DataColumn<T> Column, bool Descending)? local;

    /// <summary>Those of this page; all of them where <see cref="State"/> is left out.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<T> Rows { get; set; }

    /// <summary>Made of <see cref="DataColumn{T}"/>.</summary>
    [Parameter, EditorRequired] public required RenderFragment Columns { get; set; }

    /// <summary>What a row is.</summary>
    [Parameter, EditorRequired] public required string Noun { get; set; }

    /// <summary>Which rows are shown, of how many; null: all are, and columns with <see cref="DataColumn{T}.By"/> sort them here.</summary>
    [Parameter] public TableAddress? State { get; set; }

    /// <summary>Rows of the whole list.</summary>
    [Parameter] public int? Total { get; set; }

    /// <summary>In the place of the rows when there are none.</summary>
    [Parameter] public RenderFragment? Empty { get; set; }

    /// <summary>What makes a row the same one after it has changed; its place when left out.</summary>
    [Parameter] public Func<T, object>? Key { get; set; }

    [Parameter] public Func<T, string?>? RowClass { get; set; }

    /// <summary>It has many columns.</summary>
    [Parameter] public bool IsCompact { get; set; }

    /// <summary>What the table is about, for those who do not see it.</summary>
    [Parameter] public string? Label { get; set; }

    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    private List<DataColumn<T>> SortedBy => columns.FindAll(c => c.SortKey is not null);

    private string? LocalSort => local is var (column, descending) ? (descending ? "-" : "") + column.SortKey : null;

    private IEnumerable<TableRow<T>> Shown => Sorted.Select((row, index) => new TableRow<T>(row, Key?.Invoke(row) ?? index));

    private IEnumerable<T> Sorted => local is not var (column, descending) || State is not null ? Rows : descending ? Rows.OrderByDescending(column.By!) : Rows.OrderBy(column.By!);

    protected override void OnParametersSet() => tableAttributes = Label is null ? [] : new() { ["aria-label"] = Label };

    internal void Add(DataColumn<T> column)
    {
        columns.Add(column);
        StateHasChanged();
    }

    internal void Remove(DataColumn<T> column) => columns.Remove(column);

    /// <summary>True: falling, false: rising, null: not by this column.</summary>
    internal bool? IsDescending(DataColumn<T> column) =>
        State is not null ? State.IsDescending(column.SortKey!) : local is var (sorted, descending) && sorted == column ? descending : null;

    /// <summary>Null: the rows are sorted here.</summary>
    internal string? HrefOf(DataColumn<T> column) => State is null ? null : HrefOf(State.After(column.SortKey!));

    internal void SortHere(DataColumn<T> column)
    {
        local = IsDescending(column) switch { null => (column, true), true => (column, false), false => null };
        StateHasChanged();
    }

    private string HrefOf(IReadOnlyDictionary<string, object?> changes) => Navigation.GetUriWithQueryParameters(changes);

    private void ChooseSort(string? sort)
    {
        if (State is not null)
            Navigation.NavigateTo(HrefOf(State.Sorted(sort)));
        else
            local = columns.Find(c => c.SortKey is not null && c.SortKey == sort?.TrimStart('-')) is { } column ? (column, sort!.StartsWith('-')) : null;
    }
}
