using OcrLabeling.Core.Data;
using OcrLabeling.Web.Documents;

namespace OcrLabeling.Web.Layout;

/// <summary>Which rows of a table are shown, as it stands in the address: <c>sort=-done&amp;page=2&amp;size=50</c>.</summary>
/// <param name="Sort">Key of a column, with a minus in front for falling order; null: the order the rows come in.</param>
/// <param name="Number">Of the page, from 1.</param>
/// <param name="AskedSize">Rows on a page.</param>
/// <param name="Prefix">Tells the tables of one page apart: <c>b-sort=-done</c>.</param>
public sealed record TableAddress(string? Sort = null, int? Number = null, int? AskedSize = null, string? Prefix = null)
{
    public static readonly IReadOnlyList<int> Sizes = [25, 50, 100];

    public int Size => AskedSize is { } asked && Sizes.Contains(asked) ? asked : Sizes[0];

    public int Current => PageLinks.NumberOf(Number);

    public int Skip => (Current - 1) * Size;

    public RowOrder Order => RowOrder.Parse(Sort);

    /// <summary>The rows of the page, of a list that is in memory.</summary>
    public IReadOnlyList<T> RowsOf<T>(IReadOnlyList<T> all, IReadOnlyDictionary<string, Func<T, IComparable?>> keys)
    {
        IEnumerable<T> sorted = all;
        if (Order.Key is { } name && keys.TryGetValue(name, out var key))
            sorted = Order.Descending ? all.OrderByDescending(key) : all.OrderBy(key);
        return [.. sorted.Skip(Skip).Take(Size)];
    }

    /// <summary>The change of the address that a click on the column's head makes: falling first, then rising, then as it was.</summary>
    public Dictionary<string, object?> After(string column) => Sorted(Sort == "-" + column ? column : Sort == column ? null : "-" + column);

    public Dictionary<string, object?> Sorted(string? sort) => new() { [Name("sort")] = sort, [Name("page")] = null };

    public Dictionary<string, object?> At(int number) => new() { [Name("page")] = number > 1 ? number : null };

    public Dictionary<string, object?> Sized(int size) => new() { [Name("size")] = size == Sizes[0] ? null : size, [Name("page")] = null };

    /// <summary>True: falling, false: rising, null: not by this column.</summary>
    public bool? IsDescending(string column) => Order.Key == column ? Order.Descending : null;

    private string Name(string parameter) => Prefix is null ? parameter : $"{Prefix}-{parameter}";
}
