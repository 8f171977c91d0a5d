using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Evaluation;
using OcrLabeling.Scoring;

namespace OcrLabeling.Web.Evaluation;

/// <summary>Scores the stored readings of a run; items it has none of are left out. Thread-safe.</summary>
public sealed class RunScores(EvaluationList runs)
{
    public async Task<List<ScoredPage>> PagesAsync(EvaluationRunId id, CancellationToken ct)
    {
        var scored = new List<ScoredPage>();
        await foreach (var (truth, prediction) in runs.ReadingsAsync(id, DatasetItemKind.Page, ct))
        {
            if (prediction is not null)
                scored.Add(PageScorer.Score(ItemTruth.Page(truth), PredictionFile.ParsePage(prediction)));
        }
        return scored;
    }

    public async Task<List<ScoredCrop>> CropsAsync(EvaluationRunId id, CancellationToken ct)
    {
        var scored = new List<ScoredCrop>();
        await foreach (var (truth, prediction) in runs.ReadingsAsync(id, DatasetItemKind.Crop, ct))
        {
            if (prediction is not null)
                scored.Add(CropScorer.Score(ItemTruth.Crop(truth), PredictionFile.ParseCrop(prediction)));
        }
        return scored;
    }

    public async Task<EvaluationReport> ReportAsync(EvaluationRunId id, string engine, PreReading? truthPreRead, CancellationToken ct)
    {
        var (pages, crops) = (await PagesAsync(id, ct), await CropsAsync(id, ct));
        return new(
            pages.Count == 0 ? null : ScoreReport.From(pages, engine: engine),
            crops.Count == 0 ? null : ScoreReport.From(crops, engine: engine),
            truthPreRead);
    }
}
