using System.Linq.Expressions;
using System.Reflection;

namespace OcrLabeling.Core.Data;

/// <summary>What people type into search fields.</summary>
internal static class TextSearch
{
    private static readonly MethodInfo contains = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;
    private static readonly MethodInfo toLower = typeof(string).GetMethod(nameof(string.ToLower), [])!;

    /// <summary>
    /// Rows one of whose texts contains <paramref name="sought"/>, capitals or not; all when it is blank. SQLite knows the capitals of ASCII only: other letters are found as they are written.
    /// </summary>
    public static IQueryable<T> WhereContains<T>(this IQueryable<T> rows, string sought, params Expression<Func<T, string?>>[] texts)
    {
        sought = sought.Trim();
        if (sought.Length == 0)
            return rows;
        // read from an object, so that the database gets a parameter and the query is translated once
        var given = Expression.Constant(new Sought(sought, sought.ToLowerInvariant()));
        var row = Expression.Parameter(typeof(T));
        var found = texts.Select(text => new Renaming(text.Parameters[0], row).Visit(text.Body)).Select(text => Expression.OrElse(
            Expression.Call(Expression.Call(text, toLower), contains, Expression.Property(given, nameof(Sought.Lower))),
            Expression.Call(text, contains, Expression.Property(given, nameof(Sought.AsWritten)))));
        return rows.Where(Expression.Lambda<Func<T, bool>>(found.Aggregate(Expression.OrElse), row));
    }

    private sealed record Sought(string AsWritten, string Lower);

    private sealed class Renaming(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
