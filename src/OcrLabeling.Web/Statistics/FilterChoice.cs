namespace OcrLabeling.Web.Statistics;

/// <summary>One of the things a filter can be narrowed to.</summary>
public sealed record FilterChoice<TKey>(TKey Key, string Name);
