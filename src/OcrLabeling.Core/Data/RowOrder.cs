using System.Linq.Expressions;

namespace OcrLabeling.Core.Data;

/// <summary>What a list is sorted by.</summary>
/// <param name="Key">Name of a column; a list that does not know it sorts as it does without one.</param>
public readonly record struct RowOrder(string? Key, bool Descending = false)
{
    /// <param name="text">Such as <c>name</c>, or <c>-name</c> for falling order.</param>
    public static RowOrder Parse(string? text) => text is ['-', .. var key] ? new(key, true) : new(text);
}

/// <summary>The columns that a list of <typeparamref name="T"/> can be sorted by.</summary>
internal sealed class SortKeys<T> : System.Collections.IEnumerable
{
    private readonly Dictionary<string, Func<IQueryable<T>, bool, IOrderedQueryable<T>>> keys = [];

    public void Add<TKey>(string name, Expression<Func<T, TKey>> of) => keys.Add(name, (rows, falling) => falling ? rows.OrderByDescending(of) : rows.OrderBy(of));

    /// <summary>By the column asked for, equals the latest first; without one the latest first.</summary>
    public IOrderedQueryable<T> Sort<TKey>(IQueryable<T> rows, RowOrder order, Expression<Func<T, TKey>> latest) =>
        order.Key is { } name && keys.TryGetValue(name, out var sort) ? sort(rows, order.Descending).ThenByDescending(latest) : rows.OrderByDescending(latest);

    public System.Collections.IEnumerator GetEnumerator() => keys.Keys.GetEnumerator();
}
