using System.Globalization;
using System.Text;
using CsvHelper;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Labeling;

/// <summary>Reads <c>words.csv</c>: comma-separated, a head with <c>image</c>, <c>text</c> and perhaps <c>confidence</c> in any order, cells as <see cref="Spreadsheet"/> writes them.</summary>
internal static class WordTable
{
    /// <summary>Each row with the number of the line it begins on, from 0; null where a row lacks its image or text, or the head does.</summary>
    public static IEnumerable<(int Number, TextLine? Line)> Read(IReadOnlyList<string> lines)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        using var reader = CsvReader.Create(stream, new CsvReaderOptions { HasHeader = false });
        var columns = new Dictionary<string, int>();
        var starts = StartsOf(lines);
        for (var number = 0; reader.Read(); number++)
        {
            var cells = Enumerable.Range(0, reader.FieldCount).Select(i => Spreadsheet.Plain(reader.GetString(i))).ToList();
            if (number == 0)
            {
                columns = cells.Index().GroupBy(c => c.Item.Trim().ToUpperInvariant()).ToDictionary(g => g.Key, g => g.First().Index);
                if (columns.ContainsKey("IMAGE") && columns.ContainsKey("TEXT"))
                    continue;
                yield return (starts[0], null);
                yield break;
            }
            if (cells.Count == 1 && cells[0].Length == 0)
                continue;
            yield return (starts[number], Cell("IMAGE") is { Length: > 0 } image ? new TextLine(image, Cell("TEXT"), ConfidenceOf(Cell("CONFIDENCE"))) : null);

            string? Cell(string column) => columns.TryGetValue(column, out var at) && at < cells.Count ? cells[at] : null;
        }
    }

    /// <summary>The lines, from 0, that rows begin on: a quoted cell may go over several, and empty lines are none.</summary>
    private static List<int> StartsOf(IReadOnlyList<string> lines)
    {
        var (starts, isQuoted) = (new List<int>(), false);
        foreach (var (number, line) in lines.Index())
        {
            if (!isQuoted && line.Length > 0)
                starts.Add(number);
            if (line.Count(c => c == '"') % 2 == 1)
                isQuoted = !isQuoted;
        }
        return starts;
    }

    /// <summary>Null for an empty cell, NaN for what is no number.</summary>
    private static double? ConfidenceOf(string? cell) =>
        string.IsNullOrWhiteSpace(cell) ? null : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var confidence) ? confidence : double.NaN;
}
