namespace OcrLabeling.Web.Layout;

/// <summary>A page on the way to another.</summary>
/// <param name="Path">From the root of the application, without a slash in front.</param>
public sealed record Crumb(string Title, string Path);
