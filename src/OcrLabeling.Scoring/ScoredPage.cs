namespace OcrLabeling.Scoring;

/// <summary>A word's confidence and whether it was right: what calibration is measured from.</summary>
public readonly record struct WordVerdict(double Confidence, bool IsRight);

/// <summary>One page compared with its truth. Keeps no text, so it may be stored and summed up later.</summary>
/// <param name="Failure">Why the engine gave no reading; null when it did.</param>
/// <param name="Verdicts">One for each predicted word that carries a confidence.</param>
public sealed record ScoredPage(
    string Image, string Category, string Dataset, string? Failure, PageCounts Counts, IReadOnlyList<WordVerdict> Verdicts)
{
    /// <summary>Name of the group the page belongs to.</summary>
    public string GroupName(PageGrouping by) => by == PageGrouping.Category ? Category : Dataset;
}

/// <summary>One crop compared with its truth.</summary>
/// <param name="Verdict">Null when the answer was empty or carries no confidence.</param>
public sealed record ScoredCrop(string Image, string Dataset, string Kind, string? Failure, CropCounts Counts, WordVerdict? Verdict)
{
    /// <summary>Name of the group the crop belongs to: its dataset and kind.</summary>
    public string GroupName() => $"{Dataset} {Kind}s";
}
