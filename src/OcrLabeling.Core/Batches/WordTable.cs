using System.Globalization;
using System.Text;
using CsvHelper;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Batches;

/// <summary>Reads <c>words.csv</c>: comma-separated, a head with <c>image</c>, <c>text</c> and perhaps <c>confidence</c> in any order, cells as <see cref="Spreadsheet"/> writes them.</summary>
internal sealed class WordTable
{
    /// <summary>A file with more quotes that are not closed is no table with a slip any more: from there on no cell goes over several lines.</summary>
    private const int MostRestarts = 50;

    private readonly byte[] bytes;
    private readonly int[] starts;
    private Dictionary<string, int>? columns;

    private WordTable(IReadOnlyList<string> lines)
    {
        bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        starts = [0, .. bytes.Index().Where(b => b.Item == '\n').Select(b => b.Index + 1)];
    }

    /// <summary>Each row with the number of the line it begins on, from 0, and what is wrong with it, if anything.</summary>
    public static IEnumerable<TableRow> Read(IReadOnlyList<string> lines) => new WordTable(lines).Read();

    private IEnumerable<TableRow> Read()
    {
        for (var (from, restarts) = ((int?)0, 0); from is { } first; restarts++)
        {
            from = null;
            foreach (var (row, isOpen) in ReadFrom(first, restarts < MostRestarts))
            {
                yield return row;
                if (!isOpen)
                    continue;
                // the lines behind it are rows of their own
                from = row.Number + 1 < starts.Length ? row.Number + 1 : null;
                break;
            }
        }
    }

    /// <summary>The rows, each with whether a quote that is not closed took further lines into it.</summary>
    private IEnumerable<(TableRow Row, bool IsOpen)> ReadFrom(int first, bool cellsHaveLines)
    {
        var malformed = new Dictionary<long, CsvMalformedReason>();
        using var reader = CsvReader.Create(bytes.AsMemory(starts[first]), new CsvReaderOptions
        {
            HasHeader = false, Separator = ',', TrackLineNumbers = true, AllowLineBreaksInQuotes = cellsHaveLines, OnMalformedRecord = record => malformed.TryAdd(record.LineNumber, record.Reason),
        });
        while (reader.Read())
        {
            var number = first + (int)reader.LineNumber - 1;
            // an inch mark in an unquoted cell is one
            if (malformed.TryGetValue(reader.LineNumber, out var reason) && reason != CsvMalformedReason.StrayQuote)
            {
                yield return (new(number, null, "a quotation mark is not closed, or text follows a closed one; double each one that belongs to the text and put the cell in quotation marks"), reader.RawRecord.Contains((byte)'\n'));
                continue;
            }
            var cells = Enumerable.Range(0, reader.FieldCount).Select(i => Spreadsheet.Plain(reader.GetString(i))).ToList();
            if (columns is null)
            {
                columns = cells.Index().GroupBy(c => c.Item.Trim().ToUpperInvariant()).ToDictionary(g => g.Key, g => g.First().Index);
                if (columns.ContainsKey("IMAGE") && columns.ContainsKey("TEXT"))
                    continue;
                yield return (new(number, null, "a head with image and text is needed"), false);
                yield break;
            }
            if (cells.Count == 1 && cells[0].Length == 0)
                continue;
            yield return (Cell(cells, "IMAGE") is { Length: > 0 } image && Cell(cells, "TEXT") is { } text
                ? new(number, new TextLine(image, text, ConfidenceOf(Cell(cells, "CONFIDENCE"))), null)
                : new(number, null, "a row with image and text is needed"), false);
        }
    }

    private string? Cell(List<string> cells, string column) => columns!.TryGetValue(column, out var at) && at < cells.Count ? cells[at] : null;

    /// <summary>Null for an empty cell, NaN for what is no number.</summary>
    private static double? ConfidenceOf(string? cell) =>
        string.IsNullOrWhiteSpace(cell) ? null : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var confidence) ? confidence : double.NaN;
}

/// <param name="Number">Of the line it begins on, from 0.</param>
/// <param name="Line">Null where it has a fault.</param>
internal sealed record TableRow(int Number, TextLine? Line, string? Fault);
