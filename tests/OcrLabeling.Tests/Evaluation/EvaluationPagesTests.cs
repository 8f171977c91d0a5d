using Bunit;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Core.Storage;
using OcrLabeling.Scoring;
using OcrLabeling.Tests.Data;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Tests.Statistics;
using OcrLabeling.Web.Evaluation;

namespace OcrLabeling.Tests.Evaluation;

public sealed class EvaluationPagesTests : PageTests, IClassFixture<SqliteDatabaseFixture>
{
    private static readonly ScoringOptions NoIntervals = new() { Resamples = 0 };

    private readonly SqliteDatabaseFixture database;

    public EvaluationPagesTests(SqliteDatabaseFixture database) : base(database)
    {
        this.database = database;
        Services.AddSingleton<EvaluationList>();
        Services.AddSingleton<EvaluationService>();
        Services.AddSingleton<DatasetList>();
    }

    [Fact]
    public async Task No_column_holds_two_measures()
    {
        await RunsAsync(preRead: null, ("worddeepnet", new EvaluationReport(null, Crops())), ("tesseract", new EvaluationReport(Pages(), null)));
        var page = Open<EvaluationsPage>("evaluations");
        var heads = page.FindAll("thead th").Select(h => h.TextContent.Trim());
        Assert.Equal(["Compare", "Engine", "Dataset", "State", "Crop SWA", "Crop CER", "Page word F1", "Page bag F1", "Page CER", "Queued"], heads);
        var cells = page.FindAll(".evaluation-row").ToDictionary(r => r.QuerySelector(".name")!.TextContent, r => (r.QuerySelector("[data-testid=crop-cer]")!.TextContent, r.QuerySelector("[data-testid=page-cer]")!.TextContent));
        Assert.Equal(("0.333", "–"), cells["worddeepnet 1"]);
        Assert.Equal(("–", "0.500"), cells["tesseract 1"]);
        Assert.Equal(5, page.FindAll("[data-testid=column-legend] dt").Count);
    }

    [Fact]
    public async Task A_score_says_who_read_its_truth_and_warns_when_that_was_the_engine_itself()
    {
        var runs = await RunsAsync(new PreReading("tesseract 5.3.0", true), ("tesseract", new EvaluationReport(null, Crops())), ("ppocr", new EvaluationReport(null, Crops())));
        var page = Open<EvaluationsPage>("evaluations");
        Assert.Equal(2, page.FindAll("[data-testid=pre-read]").Count(b => b.TextContent == "pre-read by tesseract 5.3.0"));
        Assert.Single(page.FindAll("[data-testid=pre-read].warn"));
        var own = Open<EvaluationPage>("", p => p.Add(e => e.Key, runs["tesseract"]));
        Assert.Contains("against its own words", own.Find("[data-testid=truth-note]").TextContent, StringComparison.Ordinal);
        var other = Open<EvaluationPage>("", p => p.Add(e => e.Key, runs["ppocr"]));
        Assert.DoesNotContain("against its own words", other.Find("[data-testid=truth-note]").TextContent, StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, Guid>> RunsAsync(PreReading? preRead, params (string Engine, EvaluationReport Report)[] reports)
    {
        using var scene = new Scene(database);
        var dataset = new Dataset("truth", 1, Privacy.Public, null, null, new BlobId(new string('a', 64)), scene.ScientistId, Scene.Noon);
        dataset.Complete(dataset.Import.Start(Scene.Noon), 1, 1, new string('b', 64), Scene.Noon, preRead);
        scene.Add(dataset);
        var runs = new Dictionary<string, Guid>();
        foreach (var (engine, report) in reports)
        {
            var run = new EvaluationRun(dataset.Id, engine, scene.ScientistId, Scene.Noon);
            run.Begin("1");
            run.Succeed(run.State.Start(Scene.Noon), report.ToJson(), Scene.Noon);
            scene.Add(run);
            runs.Add(engine, run.Id.Value);
        }
        await scene.SaveAsync();
        return runs;
    }

    private static ScoreReport Crops() => ScoreReport.From([CropScorer.Score(new("a.png", "abc", "x", "word"), new("a.png", "abd"))], NoIntervals);

    private static ScoreReport Pages() =>
        ScoreReport.From([PageScorer.Score(new("a.png", "c", "x", 9, 9, null, null, "abcd", false), new("a.png", null, "ab"))], options: NoIntervals);
}
