using System.Globalization;
using Bunit;
using MudBlazor.Services;
using OcrLabeling.Core.Monitoring;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Scoring;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Web.Evaluation;
using OcrLabeling.Web.Quality;
using OcrLabeling.Web.Statistics;
using OcrLabeling.Web.Texts;
using OcrLabeling.Web.Training;

namespace OcrLabeling.Tests.Layout;

/// <summary>Whatever a chart draws can be read as a table.</summary>
public sealed class ChartNumbersTests : BunitContext, IAsyncLifetime
{
    private static readonly DateTime noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);

    public ChartNumbersTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddTexts();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public void Of_activity()
    {
        var chart = Render<ColumnChart>(p => p.Add(c => c.Columns, [new ActivityColumn(noon, 1204), new(noon.AddHours(1), 0)]).Add(c => c.Format, "HH:mm").Add(c => c.Summary, "Submissions"));
        Assert.Equal(["From|Submissions", "12:00|1,204", "13:00|0"], Rows(chart));
    }

    [Fact]
    public void Of_a_workers_days()
    {
        var chart = Render<DayColumns>(p => p.Add(c => c.Columns, [new ActivityColumn(noon.Date, 7)]).Add(c => c.Range, StatsRange.All[0]));
        Assert.Equal(["Day|Answers", "2026-03-02|7"], Rows(chart));
    }

    [Fact]
    public void Of_training()
    {
        var chart = Render<TrainingCurve>(p => p.Add(c => c.Title, "Loss").Add(c => c.Points, [new CurvePoint(100, 0.5), new(2000, 0.25)]).Add(c => c.Format, v => v.ToString("0.00", CultureInfo.InvariantCulture)));
        Assert.Equal(["Step|Loss", "100|0.50", "2,000|0.25"], Rows(chart));
    }

    [Fact]
    public void Of_agreement_over_time()
    {
        var chart = Render<AgreementChart>(p => p.Add(c => c.Days, [new AgreementDay(noon.Date, 2, 6, 5, 1), new(noon.Date.AddDays(1), 1, 3, 3, 1)]));
        Assert.Equal("Agreement by day: 83.3% on 2026-03-02, 100.0% on 2026-03-03", chart.Find("[role=img]").GetAttribute("aria-label")!.Replace("\u202f", "", StringComparison.Ordinal));
        Assert.Equal(["Day|Tasks|Answers|Agreement|Unanimous", "2026-03-02|2|6|83.3%|50.0%", "2026-03-03|1|3|100.0%|100.0%"], Rows(chart));
    }

    [Fact]
    public void Of_two_engines_with_their_intervals()
    {
        var chart = Render<ScoreChart>(p => p.Add(c => c.Engines, [("A: tesseract", Report("abd", "xyz")), ("B: ppocr", Report("abc", "xyz"))]).Add(c => c.Figure, ScoreFigure.Swa));
        Assert.Equal(["0", "1", "0", "1", "0", "1"], chart.FindAll(".share").Select(b => b.GetAttribute("data-place")));
        Assert.Equal(6, chart.FindAll(".whisker").Count);
        var rows = Rows(chart);
        Assert.Equal("Category|Engine|Items|SWA|95 % interval", rows[0]);
        Assert.StartsWith("receipts words|A: tesseract|1|0.000|", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("receipts words|B: ppocr|1|1.000|", rows[2], StringComparison.Ordinal);
        Assert.StartsWith("|B: ppocr|2|1.000|", rows[^1][rows[^1].IndexOf('|', StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    private static ScoreReport Report(string first, string second) => ScoreReport.From(
        [CropScorer.Score(new("a.png", "abc", "receipts", "word"), new("a.png", first)), CropScorer.Score(new("b.png", "xyz", "signs", "word"), new("b.png", second))], new ScoringOptions { Resamples = 50 });

    private static List<string> Rows<T>(IRenderedComponent<T> chart) where T : Microsoft.AspNetCore.Components.IComponent =>
        [.. chart.FindAll($"{Marked.ById("chart-numbers")} tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim().Replace("\u202f", "", StringComparison.Ordinal))))];
}
