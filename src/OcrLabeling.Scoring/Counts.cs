namespace OcrLabeling.Scoring;

/// <summary>Words found right out of those predicted and those in the truth; additive. Nothing to find and nothing found is right: every figure is 1 then.</summary>
public readonly record struct MatchCounts(long Matched, long Predicted, long Truth)
{
    /// <summary>0..1; 0 when nothing was predicted though there is something to find.</summary>
    public double Precision => IsRightlyEmpty ? 1 : Predicted == 0 ? 0 : (double)Matched / Predicted;

    /// <summary>0..1; 0 when the truth is empty though something was predicted.</summary>
    public double Recall => IsRightlyEmpty ? 1 : Truth == 0 ? 0 : (double)Matched / Truth;

    /// <summary>Harmonic mean of precision and recall; 0 when both are.</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    private bool IsRightlyEmpty => Predicted == 0 && Truth == 0;

    public static MatchCounts operator +(MatchCounts a, MatchCounts b) => new(a.Matched + b.Matched, a.Predicted + b.Predicted, a.Truth + b.Truth);
}

/// <summary>A part of a whole; additive.</summary>
public readonly record struct ShareCounts(long Part, long Whole)
{
    public static ShareCounts operator +(ShareCounts a, ShareCounts b) => new(a.Part + b.Part, a.Whole + b.Whole);
}

/// <summary>Edits that turn what was read into the truth, and the truth's length; additive.</summary>
public readonly record struct EditCounts(long Edits, long Length)
{
    /// <summary>Edits for each unit of truth, may exceed 1. An empty truth divides by 1: 0 when nothing was read, else the number of units read.</summary>
    public double Rate => (double)Edits / Math.Max(1, Length);

    public static EditCounts operator +(EditCounts a, EditCounts b) => new(a.Edits + b.Edits, a.Length + b.Length);
}
