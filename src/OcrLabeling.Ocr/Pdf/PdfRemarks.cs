using OcrLabeling.Ocr.Jail.Sandbox;

namespace OcrLabeling.Ocr.Pdf;

/// <summary>What poppler writes to stderr while it renders: text that may be missing on the image, said to people.</summary>
internal static class PdfRemarks
{
    private const int MostLines = 5, MostCharacters = 1000;

    private static readonly string[] prefixes = ["Syntax Error: ", "Syntax Warning: ", "Internal Error: ", "Config Error: "];

    /// <summary>Each remark once, a line each, without the place in the file; null when there is none.</summary>
    public static string? Of(string errors)
    {
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Plain).Where(line => line.Length > 0).Distinct().ToList();
        if (lines.Count == 0)
            return null;
        var shown = lines.Count > MostLines ? [.. lines.Take(MostLines), FormattableString.Invariant($"{lines.Count - MostLines} more")] : lines;
        return UntrustedText.Clean(string.Join('\n', shown), MostCharacters);
    }

    private static string Plain(string line)
    {
        foreach (var prefix in prefixes)
            if (line.StartsWith(prefix, StringComparison.Ordinal))
                line = line[prefix.Length..];
        // "Syntax Error (1234): ..." names a byte of the file
        return line.StartsWith("Syntax ", StringComparison.Ordinal) && line.IndexOf("): ", StringComparison.Ordinal) is > 0 and var end ? line[(end + 3)..] : line;
    }
}
