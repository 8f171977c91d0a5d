namespace OcrLabeling.Core.Monitoring;

/// <summary>Whether somebody answers faster than they can have looked.</summary>
/// <param name="Median">Of how long their cards were on screen.</param>
/// <param name="TooFast">Share of answers given before <see cref="LeastLook"/>, 0..1.</param>
/// <param name="IsSuspicious">Many answers were too fast, or the median is less than a third of that of the others.</param>
public sealed record SpeedCheck(TimeSpan Median, double TooFast, bool IsSuspicious)
{
    /// <summary>
    /// Nobody looks at a card, decides and presses a key in less: one cycle each of the perceptual, the cognitive and the motor processor take 240 ms, the fastest eye movement 70 ms
    /// more (Card, Moran and Newell, The Psychology of Human-Computer Interaction, 1983).
    /// </summary>
    public static readonly TimeSpan LeastLook = TimeSpan.FromMilliseconds(300);

    /// <summary>Fewer answers, own or of others, tell nothing.</summary>
    public const int LeastAnswers = 20;

    private const double MostTooFast = 0.2;

    /// <summary>Null without answers.</summary>
    /// <param name="own">How long each of their cards was on screen.</param>
    /// <param name="others">The same of everybody else, at the same work.</param>
    public static SpeedCheck? Of(IReadOnlyCollection<TimeSpan> own, IReadOnlyCollection<TimeSpan> others)
    {
        if (own.Count == 0)
            return null;
        var (median, tooFast) = (MedianOf(own), own.Count(t => t < LeastLook) / (double)own.Count);
        var suspicious = own.Count >= LeastAnswers && (tooFast > MostTooFast || others.Count >= LeastAnswers && median * 3 < MedianOf(others));
        return new(median, tooFast, suspicious);
    }

    private static TimeSpan MedianOf(IReadOnlyCollection<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
