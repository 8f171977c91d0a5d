using System.Text.Json;
using OcrLabeling.Scoring;

namespace OcrLabeling.Ocr.Tests.Scoring;

/// <summary>Compares a report with the rows that the independent Python scorer wrote.</summary>
internal static class ReferenceScores
{
    private const double Tolerance = 1e-9;

    private static readonly Dictionary<string, ScoreFigure> PageFigures = new()
    {
        ["sec_per_page"] = ScoreFigure.SecondsPerPage,
        ["cpu_per_page"] = ScoreFigure.CpuSecondsPerPage,
        ["mpix"] = ScoreFigure.MegapixelsPerPage,
        ["bag_P"] = ScoreFigure.BagPrecision,
        ["bag_R"] = ScoreFigure.BagRecall,
        ["bag_F1"] = ScoreFigure.BagF1,
        ["bag_F1_macro"] = ScoreFigure.BagF1Macro,
        ["bag_ci_F1"] = ScoreFigure.BagCaselessF1,
        ["glued_R"] = ScoreFigure.GluedRecall,
        ["box_P"] = ScoreFigure.WordPrecision,
        ["box_R"] = ScoreFigure.WordRecall,
        ["box_F1"] = ScoreFigure.WordF1,
        ["det_F1"] = ScoreFigure.DetectionF1,
    };

    private static readonly Dictionary<string, ScoreFigure> CropFigures = new()
    {
        ["SWA"] = ScoreFigure.Swa,
        ["SWA_ci"] = ScoreFigure.SwaCaseless,
        ["SWA_ns"] = ScoreFigure.SwaNoSpace,
        ["CER"] = ScoreFigure.CharacterErrorRate,
        ["ms"] = ScoreFigure.MillisecondsPerCrop,
    };

    public static void AssertPagesAgree(string referenceJson, ScoreReport report)
    {
        var rows = Rows(referenceJson);
        Assert.Equal(rows.Length, report.Groups.Count);
        foreach (var (row, group) in rows.Zip(report.Groups))
        {
            Assert.Equal(row.EnumerateObject().First().Value.GetString(), group.Name);
            Assert.Equal(row.GetProperty("docs").GetInt32(), group.Items);
            Assert.Equal(row.GetProperty("missing").GetInt32(), group.Missing);
            Assert.Equal(row.GetProperty("gt_words").GetInt64(), group.TruthWords);
            AssertFiguresAgree(row, group, PageFigures);
        }
    }

    public static void AssertCropsAgree(string referenceJson, ScoreReport report)
    {
        var rows = Rows(referenceJson);
        Assert.Equal(rows.Length, report.Groups.Count);
        foreach (var (row, group) in rows.Zip(report.Groups))
        {
            Assert.Equal($"{row.GetProperty("dataset").GetString()} {row.GetProperty("kind").GetString()}s", group.Name);
            Assert.Equal(row.GetProperty("n").GetInt32(), group.Items);
            AssertFiguresAgree(row, group, CropFigures);
        }
    }

    private static void AssertFiguresAgree(JsonElement row, ScoreGroup group, Dictionary<string, ScoreFigure> figures)
    {
        foreach (var (name, figure) in figures)
        {
            var expected = row.TryGetProperty(name, out var value) ? value.GetDouble() : (double?)null;
            Assert.True(
                expected is { } e ? Math.Abs(e - group[figure] ?? double.NaN) <= Tolerance : group[figure] is null,
                $"{group.Name} {name}: reference {expected}, ours {group[figure]}");
        }
    }

    private static JsonElement[] Rows(string json) => [.. JsonDocument.Parse(json).RootElement.EnumerateArray()];
}
