namespace OcrLabeling.Web.Layout;

/// <summary>What one column of a table says.</summary>
public sealed record ColumnMeaning(string Title, string Meaning);
