using System.Globalization;
using System.Text;

namespace OcrLabeling.Scoring;

/// <summary>Reports as aligned text: figures down, groups across, the 95 % interval under each headline figure.</summary>
public static class ScoreTable
{
    private const int Gap = 2;

    /// <param name="everything">All figures instead of the headlines.</param>
    public static string Render(ScoreReport report, bool everything = false)
    {
        IReadOnlyList<ScoreGroup> groups = [.. report.Groups, report.Overall];
        var rows = new List<string[]> { Row(report.Engine ?? "", groups, g => g.Name) };
        rows.Add(Row(report.Kind == ScoreKind.Pages ? "pages" : "crops", groups, g => Whole(g.Items)));
        if (report.Kind == ScoreKind.Pages)
            rows.Add(Row("words in the truth", groups, g => Whole(g.TruthWords)));
        if (report.Overall.Missing > 0)
            rows.Add(Row("without a prediction (scored as empty)", groups, g => Whole(g.Missing)));
        if (report.Overall.Failed > 0)
            rows.Add(Row("failed (scored as empty)", groups, g => Whole(g.Failed)));
        foreach (var figure in report.Overall.Figures.Keys)
            rows.AddRange(FigureRows(Figures.Describe(figure), groups, everything));
        rows.AddRange(CalibrationRows(groups));
        return Aligned(rows);
    }

    /// <summary>A, B and their difference with its interval; a star where the interval does not hold zero.</summary>
    public static string Render(ScoreComparison comparison)
    {
        var table = new StringBuilder();
        foreach (var group in comparison.Groups.Append(comparison.Overall))
        {
            var rows = new List<string[]> { ([$"{group.Name} ({group.Items} {comparison.Kind.ToString().ToLowerInvariant()})",
                comparison.EngineA ?? "A", comparison.EngineB ?? "B", "difference", "95 % interval", ""]) };
            foreach (var (figure, difference) in group.Figures.Where(f => Figures.Describe(f.Key).IsHeadline))
            {
                var description = Figures.Describe(figure);
                string Text(double? value) => value is { } number ? Number(number, description.Unit) : "";
                rows.Add([description.Label, Text(difference.A), Text(difference.B), Text(difference.Difference),
                    Between(difference.Low, difference.High, description.Unit), difference is { Low: > 0 } or { High: < 0 } ? "*" : ""]);
            }
            table.AppendLine(Aligned(rows));
        }
        return table.ToString();
    }

    private static IEnumerable<string[]> FigureRows(FigureDescription description, IReadOnlyList<ScoreGroup> groups, bool everything)
    {
        if (!description.IsHeadline && !everything)
            yield break;
        yield return Row(description.Label, groups, g => g[description.Figure] is { } value ? Number(value, description.Unit) : "-");
        if (description.Unit is not (FigureUnit.Share or FigureUnit.ErrorRate))
            yield break;
        var intervals = Row("  95 % interval", groups, g =>
            g.Figures.TryGetValue(description.Figure, out var value) ? Between(value.Low, value.High, description.Unit) : "");
        if (intervals.Skip(1).Any(i => i.Length > 0))
            yield return intervals;
    }

    private static IEnumerable<string[]> CalibrationRows(IReadOnlyList<ScoreGroup> groups)
    {
        if (groups.All(g => g.Calibration is null))
            yield break;
        yield return Row("calibration error (ECE)", groups, g => g.Calibration is { } c ? Number(c.ExpectedCalibrationError, FigureUnit.ErrorRate) : "-");
        foreach (var name in Enum.GetValues<ConfidenceBucketName>())
        {
            BucketScore? Bucket(ScoreGroup group) => group.Calibration?.Buckets.Single(b => b.Bucket == name);
            yield return Row($"{name} confidence: share of words", groups, g => Bucket(g) is { } b ? Number(b.Share, FigureUnit.Share) : "-");
            yield return Row($"{name} confidence: precision", groups, g => Bucket(g)?.Precision is { } p ? Number(p, FigureUnit.Share) : "-");
        }
    }

    private static string[] Row(string label, IReadOnlyList<ScoreGroup> groups, Func<ScoreGroup, string> cell) => [label, .. groups.Select(cell)];

    private static string Between(double? low, double? high, FigureUnit unit) =>
        low is { } from && high is { } to ? $"{Number(from, unit)}..{Number(to, unit)}" : "";

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double value, FigureUnit unit) => value.ToString(
        unit switch
        {
            FigureUnit.Share or FigureUnit.ErrorRate => "0.000",
            FigureUnit.Seconds or FigureUnit.Megapixels => "0.00",
            _ => "0.0",
        },
        CultureInfo.InvariantCulture);

    private static string Aligned(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length)).ToArray();
        var table = new StringBuilder();
        foreach (var row in rows)
        {
            var line = new StringBuilder(row[0].PadRight(widths[0]));
            for (var column = 1; column < row.Length; column++)
                line.Append(row[column].PadLeft(widths[column] + Gap));
            table.AppendLine(line.ToString().TrimEnd());
        }
        return table.ToString();
    }
}
