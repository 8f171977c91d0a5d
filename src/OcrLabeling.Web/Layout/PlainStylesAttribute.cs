namespace OcrLabeling.Web.Layout;

/// <summary>
/// The page has none of the component library's styles: the browser matches every changed element against their thousands of rules, which on a worker's page took five times as long as its own.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PlainStylesAttribute : Attribute;
