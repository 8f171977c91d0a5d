namespace OcrLabeling.Scoring;

/// <summary>Compares what an engine read on one crop with the truth. Pure and thread-safe. Definitions: docs/scoring.md.</summary>
public static class CropScorer
{
    /// <param name="operatingConfidence">Answers below this confidence count as withheld in <see cref="CropCounts.Operating"/>.</param>
    public static ScoredCrop Score(CropTruth truth, CropPrediction prediction, double operatingConfidence = ScoringOptions.DefaultOperatingConfidence)
    {
        var (expected, read) = (Folded(truth.Text, truth), Folded(prediction.Text, truth));
        var isRight = expected == read;
        var isAnswered = read.Length > 0 && (prediction.Confidence ?? 1) >= operatingConfidence;
        var counts = new CropCounts
        {
            Crops = 1,
            Failed = prediction.Failure is null ? 0 : 1,
            Seconds = prediction.Seconds,
            CpuSeconds = prediction.CpuSeconds,
            Right = isRight ? 1 : 0,
            RightCaseless = ScoringText.ToUpper(expected) == ScoringText.ToUpper(read) ? 1 : 0,
            RightWithoutSpaces = WithoutSpaces(expected) == WithoutSpaces(read) ? 1 : 0,
            CharacterEdits = new(EditDistance.Between(expected, read), ScoringText.Length(expected)),
            Operating = new(isRight && isAnswered ? 1 : 0, isAnswered ? 1 : 0, expected.Length > 0 ? 1 : 0),
            Empty = expected.Length > 0 ? default : new(read.Length == 0 ? 1 : 0, 1),
        };
        var verdict = read.Length > 0 && prediction.Confidence is { } confidence ? new WordVerdict(confidence, isRight) : (WordVerdict?)null;
        return new(truth.Image, truth.Dataset, truth.Kind, prediction.Failure, counts, verdict);
    }

    private static string Folded(string text, CropTruth truth)
    {
        var folded = TextRules.Clean(text);
        if (truth.AlphanumericOnly)
            folded = ScoringText.LettersAndNumbersOnly(folded);
        return truth.FoldCase ? ScoringText.ToUpper(folded) : folded;
    }

    private static string WithoutSpaces(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
