namespace OcrLabeling.Web.Hosting;

/// <summary>Names of downloaded files.</summary>
internal static class FileNames
{
    private const int MaxLength = 120;

    /// <summary>Letters, digits, dots and dashes of <paramref name="name"/>, everything else a dash: good on every system and in every shell.</summary>
    public static string Of(string name, string extension)
    {
        var dashed = new string([.. name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '-')]);
        var words = string.Join('-', dashed.Split('-', StringSplitOptions.RemoveEmptyEntries)).TrimStart('.');
        return $"{(words.Length > MaxLength ? words[..MaxLength] : words)}.{extension}";
    }
}
