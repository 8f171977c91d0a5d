namespace OcrLabeling.Core.Documents;

/// <summary>Names of uploaded files, made fit to be shown.</summary>
internal static class UploadedName
{
    public const int MaxLength = 260;

    /// <summary>Without control characters and leading dots and slashes; of a long one the end is kept. Never empty.</summary>
    public static string Clean(string name)
    {
        var visible = new string([.. name.Replace('\\', '/').Where(c => !char.IsControl(c))]).Trim().TrimStart('.', '/');
        if (visible.Length > MaxLength)
            visible = visible[^MaxLength..];
        if (visible.Length > 0 && char.IsLowSurrogate(visible[0]))
            visible = visible[1..];
        return visible.Length == 0 ? "unnamed" : visible;
    }
}
