using System.ComponentModel.DataAnnotations;

namespace OcrLabeling.Core.Jobs;

/// <summary>What section <c>Pipeline</c> of the configuration says of jobs of every kind.</summary>
public class JobOptions
{
    /// <summary>How often a job is tried before it counts as failed.</summary>
    [Range(1, 20)]
    public int MaxAttempts { get; set; } = 4;

    /// <summary>Wait before the second attempt; each further wait is twice as long, up to five minutes.</summary>
    [Range(0.0, 300.0)]
    public double FirstRetrySeconds { get; set; } = 5;
}
