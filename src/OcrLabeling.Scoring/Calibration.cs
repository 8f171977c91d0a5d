namespace OcrLabeling.Scoring;

/// <summary>The three buckets of confidence.</summary>
public enum ConfidenceBucketName { High, Middle, Low }

/// <summary>How far the confidence of words can be believed.</summary>
/// <param name="Words">Words with a confidence.</param>
/// <param name="ExpectedCalibrationError">
/// Mean distance, weighted by words, between confidence and share of right words over 15 equal bins (Naeini et al. 2015); 0..1.
/// </param>
/// <param name="Buckets">High, Middle, Low.</param>
public sealed record Calibration(long Words, double ExpectedCalibrationError, IReadOnlyList<BucketScore> Buckets)
{
    private const int BinCount = 15;

    /// <summary>Null when no word carries a confidence.</summary>
    public static Calibration? From(IReadOnlyCollection<WordVerdict> verdicts, ScoringOptions options)
    {
        if (verdicts.Count == 0)
            return null;
        var gap = verdicts.GroupBy(v => Math.Clamp((int)(v.Confidence * BinCount), 0, BinCount - 1))
            .OrderBy(bin => bin.Key)
            .Sum(bin => Math.Abs(bin.Sum(v => v.Confidence - (v.IsRight ? 1 : 0))));
        var byBucket = verdicts.ToLookup(v => Bucket(v.Confidence, options));
        var buckets = Enum.GetValues<ConfidenceBucketName>().Select(name => BucketScore.From(name, [.. byBucket[name]], verdicts.Count));
        return new(verdicts.Count, gap / verdicts.Count, [.. buckets]);
    }

    private static ConfidenceBucketName Bucket(double confidence, ScoringOptions options) =>
        confidence >= options.HighFrom ? ConfidenceBucketName.High
        : confidence >= options.MiddleFrom ? ConfidenceBucketName.Middle
        : ConfidenceBucketName.Low;
}

/// <summary>The words of one bucket.</summary>
/// <param name="Share">Of all words, 0..1.</param>
/// <param name="Precision">Share of its words that are right; null when it holds none.</param>
public sealed record BucketScore(ConfidenceBucketName Bucket, long Words, double Share, double? Precision)
{
    internal static BucketScore From(ConfidenceBucketName name, IReadOnlyList<WordVerdict> verdicts, int all) =>
        new(name, verdicts.Count, (double)verdicts.Count / all, verdicts.Count == 0 ? null : verdicts.Count(v => v.IsRight) / (double)verdicts.Count);
}
