using OcrLabeling.Ocr.Jail.Sandbox;

namespace OcrLabeling.Ocr.Pdf;

/// <summary>Text that may be missing on the image, said to people: what poppler writes to stderr while it renders, and a resolution too low for small print.</summary>
internal static class PdfRemarks
{
    private const int MostLines = 5, MostCharacters = 1000;

    private static readonly string[] prefixes = ["Syntax Error: ", "Syntax Warning: ", "Internal Error: ", "Config Error: "];

    /// <summary>Each remark once, a line each, without the place in the file; null when there is none.</summary>
    /// <param name="reducedTo">As <see cref="PdfPageScale.ReducedTo"/>.</param>
    public static string? Of(string errors, int? reducedTo = null)
    {
        string[] size = reducedTo is { } perInch ? [FormattableString.Invariant($"The page is so large that it was rendered at {perInch} dpi: small letters may be missed.")] : [];
        var lines = size.Concat(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Plain)).Where(line => line.Length > 0).Distinct().ToList();
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
