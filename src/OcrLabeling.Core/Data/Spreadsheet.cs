using CsvHelper;

namespace OcrLabeling.Core.Data;

/// <summary>
/// CSV as spreadsheets open it: UTF-8 with its mark, and texts that one would run as a formula defused by an apostrophe in front. The way back is unambiguous: a text that begins
/// with an apostrophe gets one, too, and <see cref="Plain"/> takes off exactly what <see cref="Safe"/> has put on. Every CSV that comes in goes through it.
/// </summary>
public static class Spreadsheet
{
    /// <summary>What makes a cell a formula, the full-width forms included, and the sign that says it is none.</summary>
    private const string Risky = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20'";

    /// <summary>A cell that shows the text and runs nothing; null stays null.</summary>
    public static string? Safe(string? text) => text is { Length: > 0 } && Risky.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;

    /// <summary>The text of a cell that <see cref="Safe"/> wrote; an apostrophe that it has not put there stays.</summary>
    public static string Plain(string cell) => cell is ['\'', var first, ..] && Risky.Contains(first, StringComparison.Ordinal) ? cell[1..] : cell;

    /// <summary>Writes the mark and the head; the stream stays open.</summary>
    public static async Task<CsvWriter> CreateAsync(Stream output, IEnumerable<string> columns, CancellationToken ct)
    {
        await output.WriteAsync(System.Text.Encoding.UTF8.Preamble.ToArray(), ct);
        var csv = CsvWriter.Create(output, new CsvWriterOptions(), leaveOpen: true);
        foreach (var column in columns)
            csv.WriteField(Safe(column));
        await csv.EndRecordAsync(ct);
        return csv;
    }

    /// <summary>A cell with a text that people wrote.</summary>
    public static void WriteText(this CsvWriter csv, string? text) => csv.WriteField(Safe(text));
}
