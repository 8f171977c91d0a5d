using System.Globalization;
using System.Text;
using CsvHelper;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Labeling;

/// <summary>Reads <c>words.csv</c>: comma-separated, a head with <c>image</c>, <c>text</c> and perhaps <c>confidence</c> in any order, cells as <see cref="Spreadsheet"/> writes them.</summary>
internal static class WordTable
{
    /// <summary>Each row with its number from 0, the head being 0; null where a row lacks its image or text, or the head does.</summary>
    public static IEnumerable<(int Number, TextLine? Line)> Read(IReadOnlyList<string> lines)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        using var reader = CsvReader.Create(stream, new CsvReaderOptions { HasHeader = false });
        var columns = new Dictionary<string, int>();
        for (var number = 0; reader.Read(); number++)
        {
            var cells = Enumerable.Range(0, reader.FieldCount).Select(i => Spreadsheet.Plain(reader.GetString(i))).ToList();
            if (number == 0)
            {
                columns = cells.Index().GroupBy(c => c.Item.Trim().ToUpperInvariant()).ToDictionary(g => g.Key, g => g.First().Index);
                if (columns.ContainsKey("IMAGE") && columns.ContainsKey("TEXT"))
                    continue;
                yield return (0, null);
                yield break;
            }
            if (cells.Count == 1 && cells[0].Length == 0)
                continue;
            yield return (number, Cell("IMAGE") is { Length: > 0 } image ? new TextLine(image, Cell("TEXT"), ConfidenceOf(Cell("CONFIDENCE"))) : null);

            string? Cell(string column) => columns.TryGetValue(column, out var at) && at < cells.Count ? cells[at] : null;
        }
    }

    private static double? ConfidenceOf(string? cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var confidence) && confidence is >= 0 and <= 1 ? confidence : null;
}
