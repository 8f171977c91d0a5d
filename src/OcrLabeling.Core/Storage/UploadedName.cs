using System.Globalization;

namespace OcrLabeling.Core.Storage;

/// <summary>Names of uploaded files, made fit to be shown.</summary>
internal static class UploadedName
{
    public const int MaxLength = 260;

    /// <summary>Without control and format characters, which could show another name than it is, and without leading slashes and steps to other folders; of a long one the end is kept. Never empty.</summary>
    public static string Clean(string name)
    {
        var visible = new string([.. name.Replace('\\', '/').Where(c => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format))]).Trim();
        while (visible.StartsWith('/') || visible.StartsWith("./", StringComparison.Ordinal) || visible.StartsWith("../", StringComparison.Ordinal) || visible is "." or "..")
            visible = visible[1..].TrimStart();
        if (visible.Length > MaxLength)
            visible = visible[^MaxLength..];
        if (visible.Length > 0 && char.IsLowSurrogate(visible[0]))
            visible = visible[1..];
        return visible.Length == 0 ? "unnamed" : visible;
    }
}
