using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace OcrLabeling.Web.Layout;

/// <summary>A column of a <see cref="DataTable{T}"/>.</summary>
public sealed class DataColumn<T> : TemplateColumn<TableRow<T>>
{
    [CascadingParameter] private DataTable<T> Table { get; set; } = default!;

    /// <summary>What a cell shows.</summary>
    [Parameter, EditorRequired] public required RenderFragment<T> ChildContent { get; set; }

    /// <summary>Key that the column sorts by, in the address and in the list that is read; null: not sorted there.</summary>
    [Parameter] public string? Sort { get; set; }

    /// <summary>What the column sorts by, where all rows are at hand.</summary>
    [Parameter] public Func<T, IComparable?>? By { get; set; }

    /// <summary>What the column means.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>Numbers stand to the right, digit under digit.</summary>
    [Parameter] public bool Numeric { get; set; }

    /// <summary>Class of the cells; <c>name</c> heads the card on a phone.</summary>
    [Parameter] public string? Is { get; set; }

    /// <summary>Null: the column does not sort.</summary>
    internal string? SortKey => Table.State is not null ? Sort : By is null ? null : Sort ?? Title;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        Table.Add(this);
    }

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        CellTemplate = cell => ChildContent(cell.Item.Value);
        HeaderTemplate = _ => Head;
        HeaderClass = Numeric ? "numeric" : null;
        CellClass = string.Join(' ', new[] { Numeric ? "numeric" : null, Is }.OfType<string>());
    }

    private void Head(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
    {
        builder.OpenComponent<ColumnHead>(0);
        builder.AddComponentParameter(1, nameof(ColumnHead.Title), Title);
        builder.AddComponentParameter(2, nameof(ColumnHead.Hint), Hint);
        if (SortKey is not null)
        {
            builder.AddComponentParameter(3, nameof(ColumnHead.Href), Table.HrefOf(this));
            builder.AddComponentParameter(4, nameof(ColumnHead.Descending), Table.IsDescending(this));
            builder.AddComponentParameter(5, nameof(ColumnHead.OnSort), EventCallback.Factory.Create(Table, () => Table.SortHere(this)));
        }
        builder.CloseComponent();
    }

    protected override void Dispose(bool disposing)
    {
        Table.Remove(this);
        base.Dispose(disposing);
    }
}
