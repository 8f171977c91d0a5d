namespace OcrLabeling.Core.Data;

/// <summary>One screenful of a list, and how many rows the whole list has.</summary>
public sealed record Rows<T>(IReadOnlyList<T> Items, int Total);
