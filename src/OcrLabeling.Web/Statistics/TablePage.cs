using OcrLabeling.Web.Documents;

namespace OcrLabeling.Web.Statistics;

/// <summary>Which rows of a table are shown, as it stands in the address: <c>b-sort=-done&amp;b-page=2</c>.</summary>
/// <param name="Prefix">Tells the tables of one page apart.</param>
/// <param name="Sort">Key of a column, with a minus in front for falling order; null: the order the rows came in.</param>
/// <param name="Number">From 1.</param>
public sealed record TablePage(string Prefix, string? Sort = null, int? Number = null)
{
    public const int Size = 25;

    public int Current => PageLinks.NumberOf(Number);

    public IReadOnlyList<T> Rows<T>(IReadOnlyList<T> rows, IReadOnlyDictionary<string, Func<T, IComparable?>> keys)
    {
        IEnumerable<T> sorted = rows;
        if (Sort is not null && keys.TryGetValue(Sort.TrimStart('-'), out var key))
            sorted = Sort.StartsWith('-') ? rows.OrderByDescending(key) : rows.OrderBy(key);
        return [.. sorted.Skip((Current - 1) * Size).Take(Size)];
    }

    /// <summary>The change that a click on the column's head makes: falling first, then rising, then as it was.</summary>
    public (string Name, object? Value) After(string column) =>
        ($"{Prefix}-sort", Sort == "-" + column ? column : Sort == column ? null : "-" + column);

    public (string Name, object? Value) At(int number) => ($"{Prefix}-page", number > 1 ? number : null);

    /// <summary>Value of aria-sort.</summary>
    public string? Direction(string column) => Sort == column ? "ascending" : Sort == "-" + column ? "descending" : null;
}
