namespace OcrLabeling.Web.Layout;

/// <summary>
/// A row as the grid knows it: the same one as long as its key is, whatever the values have become. The grid draws a row anew, with the focus and the open list in it, when it takes it for another one.
/// </summary>
public sealed class TableRow<T>(T value, object key) : IEquatable<TableRow<T>>
{
    public T Value => value;

    public bool Equals(TableRow<T>? other) => other is not null && key.Equals(other.Key);

    public override bool Equals(object? obj) => Equals(obj as TableRow<T>);

    public override int GetHashCode() => key.GetHashCode();

    private object Key => key;
}
