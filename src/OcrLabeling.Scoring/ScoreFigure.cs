namespace OcrLabeling.Scoring;

/// <summary>Every figure of a report. Its name in JSON is the same in snake_case. Definitions: docs/scoring.md.</summary>
public enum ScoreFigure
{
    WordF1,
    WordPrecision,
    WordRecall,
    WordCaselessF1,
    WordCaselessPrecision,
    WordCaselessRecall,
    OptimalWordF1,
    OptimalWordPrecision,
    OptimalWordRecall,
    OptimalWordCaselessF1,
    OptimalWordCaselessPrecision,
    OptimalWordCaselessRecall,
    DetectionF1,
    DetectionPrecision,
    DetectionRecall,
    OptimalDetectionF1,
    OptimalDetectionPrecision,
    OptimalDetectionRecall,
    BagF1,
    BagPrecision,
    BagRecall,
    BagF1Macro,
    BlankPageAccuracy,
    BagCaselessF1,
    BagCaselessPrecision,
    BagCaselessRecall,
    GluedRecall,
    CharacterErrorRate,
    WordErrorRate,
    MergedPerThousand,
    FragmentedPerThousand,
    SecondsPerPage,
    CpuSecondsPerPage,
    MegapixelsPerPage,
    Swa,
    SwaCaseless,
    SwaNoSpace,
    OperatingPrecision,
    OperatingRecall,
    EmptyAccuracy,
    MillisecondsPerCrop,
    CpuMillisecondsPerCrop,
}

/// <summary>What a figure's number is.</summary>
public enum FigureUnit
{
    /// <summary>0..1, the higher the better.</summary>
    Share,

    /// <summary>Errors for each unit of truth, the lower the better; may exceed 1.</summary>
    ErrorRate,

    /// <summary>Truth words at fault in 1,000, the lower the better.</summary>
    PerThousand,

    Seconds,
    Milliseconds,
    Megapixels,
}

/// <summary>A figure's name for people.</summary>
/// <param name="IsHeadline">Belongs to the few that a short table shows.</param>
public sealed record FigureDescription(ScoreFigure Figure, string Label, FigureUnit Unit, bool IsHeadline)
{
    /// <summary>Whether a larger number is the better one.</summary>
    public bool HigherIsBetter => Unit == FigureUnit.Share;
}
