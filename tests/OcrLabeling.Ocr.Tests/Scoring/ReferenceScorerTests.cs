using OcrLabeling.Scoring;
using OcrLabeling.Ocr.Tests.Support;

namespace OcrLabeling.Ocr.Tests.Scoring;

/// <summary>The suite against an independent scorer in Python: its recorded answers on our small golden files, and itself on real truth.</summary>
public sealed class ReferenceScorerTests
{
    private static readonly string Golden = Path.Combine(TestFiles.RepositoryRoot, "tests/OcrLabeling.Ocr.Tests/Scoring/Golden");

    [Theory]
    [InlineData(PageGrouping.Category, false, "pages.by-category.json")]
    [InlineData(PageGrouping.Dataset, false, "pages.by-dataset.json")]
    [InlineData(PageGrouping.Category, true, "pages.sampled.json")]
    public void Pages_score_as_the_reference_recorded(PageGrouping by, bool sampled, string reference)
    {
        var predictions = PredictionFile.ReadPages(Path.Combine(Golden, "pages.predictions.jsonl"));
        var truth = GroundTruthFolder.Open(Golden).ReadPages().Where(t => !sampled || predictions.ContainsKey(t.Image));
        ReferenceScores.AssertPagesAgree(File.ReadAllText(Path.Combine(Golden, reference)), ScoreReport.From(Score(truth, predictions), by));
    }

    [Fact]
    public void Crops_score_as_the_reference_recorded()
    {
        var predictions = PredictionFile.ReadCrops(Path.Combine(Golden, "crops.predictions.jsonl"));
        var report = ScoreReport.From(Score(GroundTruthFolder.Open(Golden).ReadCrops(), predictions));
        ReferenceScores.AssertCropsAgree(File.ReadAllText(Path.Combine(Golden, "crops.json")), report);
    }

    [ReferenceScorerFact]
    public async Task Distorted_pages_of_the_shared_data_score_as_in_the_reference()
    {
        using var folder = new TemporaryFolder();
        var truth = GroundTruthFolder.Open(TestFiles.SharedData!).ReadPages().ToList();
        var distortion = new Distortion(seed: 5);
        File.WriteAllLines(folder["predictions.jsonl"], truth.Where((_, i) => i % 29 != 7).Select(t => PredictionFile.Write(distortion.Of(t))));
        var truthFile = Path.Combine(TestFiles.SharedData!, "gt.jsonl");
        await Python.RunAsync(TestFiles.ReferenceScorer!, "docs", truthFile, folder["predictions.jsonl"], "--json", folder["reference.json"]);
        var report = ScoreReport.From(Score(truth, PredictionFile.ReadPages(folder["predictions.jsonl"])), options: new() { Resamples = 0 });
        ReferenceScores.AssertPagesAgree(await File.ReadAllTextAsync(folder["reference.json"]), report);
    }

    [ReferenceScorerFact]
    public async Task Distorted_crops_of_the_shared_data_score_as_in_the_reference()
    {
        using var folder = new TemporaryFolder();
        var truth = GroundTruthFolder.Open(TestFiles.SharedData!).ReadCrops().ToList();
        var distortion = new Distortion(seed: 6);
        File.WriteAllLines(folder["predictions.jsonl"], truth.Where((_, i) => i % 6 == 1).Select(t => PredictionFile.Write(distortion.Of(t))));
        var truthFile = Path.Combine(TestFiles.SharedData!, "words.jsonl");
        await Python.RunAsync(TestFiles.ReferenceScorer!, "crops", truthFile, folder["predictions.jsonl"], "--json", folder["reference.json"]);
        var report = ScoreReport.From(Score(truth, PredictionFile.ReadCrops(folder["predictions.jsonl"])), new() { Resamples = 0 });
        ReferenceScores.AssertCropsAgree(await File.ReadAllTextAsync(folder["reference.json"]), report);
    }

    private static IEnumerable<ScoredPage> Score(IEnumerable<PageTruth> truth, IReadOnlyDictionary<string, PagePrediction> predictions) =>
        truth.Select(t => PageScorer.Score(t, predictions.GetValueOrDefault(t.Image)));

    private static IEnumerable<ScoredCrop> Score(IEnumerable<CropTruth> truth, IReadOnlyDictionary<string, CropPrediction> predictions) =>
        truth.Where(t => predictions.ContainsKey(t.Image)).Select(t => CropScorer.Score(t, predictions[t.Image]));
}

/// <summary>A fact that needs python3, the shared data and the scorer beside it; skipped by name where one is absent.</summary>
public sealed class ReferenceScorerFactAttribute : FactAttribute
{
    public ReferenceScorerFactAttribute()
    {
        if (!Python.IsAvailable)
            Skip = "python3 is not installed";
        else if (TestFiles.SharedData is null || TestFiles.ReferenceScorer is null)
            Skip = "the shared data is not there (OCRLAB_DATA or ../shared/data)";
    }
}
