namespace OcrLabeling.Scoring;

/// <summary>What a score depends on besides truth and predictions.</summary>
public sealed record ScoringOptions
{
    public const double DefaultOperatingConfidence = 0.5;

    public static readonly ScoringOptions Default = new();

    /// <summary>0..1; answers on crops below it count as withheld.</summary>
    public double OperatingConfidence { get; init; } = DefaultOperatingConfidence;

    /// <summary>0..1; from here on a word's confidence is High.</summary>
    public double HighFrom { get; init; } = 0.9;

    /// <summary>0..1; from here on Middle, below Low.</summary>
    public double MiddleFrom { get; init; } = 0.6;

    /// <summary>Bootstrap resamples behind each interval; 0 leaves the intervals out.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>Seed of the resampling; the same seed gives the same intervals on every machine.</summary>
    public ulong Seed { get; init; } = 20171;
}
