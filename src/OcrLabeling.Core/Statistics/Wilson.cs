namespace OcrLabeling.Core.Statistics;

/// <summary>A share and the interval that holds its true value 95 times of 100. Wilson, Probable inference, 1927.</summary>
public readonly record struct Wilson(double Share, double Low, double High)
{
    private const double Deviations = 1.959963984540054;

    /// <summary>Null without trials.</summary>
    public static Wilson? Of(int successes, int trials)
    {
        if (trials <= 0)
            return null;
        var (share, z2) = ((double)successes / trials, Deviations * Deviations);
        var centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
        var half = Deviations / (1 + z2 / trials) * Math.Sqrt(share * (1 - share) / trials + z2 / (4.0 * trials * trials));
        return new(share, Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
