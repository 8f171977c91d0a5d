namespace OcrLabeling.Web.Layout;

/// <summary>What a list can be sorted by.</summary>
/// <param name="Key">As <see cref="TableAddress.Sort"/> names it.</param>
public sealed record SortColumn(string Title, string Key);
