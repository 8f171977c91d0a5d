using System.Text.Json;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Scoring;

namespace OcrLabeling.Web.Evaluation;

/// <summary>What a run found: the scores of its pages and of its crops, where the dataset has them.</summary>
/// <param name="TruthPreRead">Who read the images before people made the truth of them; null when nobody or not known.</param>
public sealed record EvaluationReport(ScoreReport? Pages, ScoreReport? Crops, PreReading? TruthPreRead = null)
{
    public string ToJson(bool indented = false) => JsonSerializer.Serialize(this, indented ? ScoreJson.Indented : ScoreJson.Compact);

    public static EvaluationReport Parse(string json) => JsonSerializer.Deserialize<EvaluationReport>(json, ScoreJson.Compact)!;
}
