using OcrLabeling.Core.Labeling;

namespace OcrLabeling.Core.Statistics;

/// <summary>When a batch will be done: a time, "done", or not available.</summary>
public abstract record Eta
{
    /// <summary>The rate is taken over the last 24 hours, nights and breaks included: that is how the work has really been going.</summary>
    public static readonly TimeSpan RateWindow = TimeSpan.FromHours(24);

    /// <summary>A batch that was first claimed a moment ago has no shorter window than this.</summary>
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMinutes(1);

    /// <summary>Farther away than this is no prediction.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(10 * 365);

    private Eta() { }

    /// <summary>Nothing is left to do.</summary>
    public sealed record Done : Eta;

    public sealed record At(DateTime Time) : Eta;

    /// <summary>Nothing was done in the window, the batch is not handed out, or it has no assignments.</summary>
    public sealed record NotAvailable : Eta;

    /// <summary>Now + # To-do / rate, where rate = answers counted in the window / (window, or time since the first claim when that is shorter).</summary>
    /// <param name="recentDone">Counted answers within <see cref="RateWindow"/> before <paramref name="now"/>.</param>
    public static Eta Estimate(BatchStatus status, int assignments, int done, int recentDone, DateTime? firstClaimedAt, DateTime now)
    {
        var toDo = assignments - done;
        if (assignments > 0 && toDo <= 0)
            return new Done();
        if (status != BatchStatus.Open || recentDone <= 0 || firstClaimedAt is not { } first)
            return new NotAvailable();
        var window = TimeSpan.FromTicks(Math.Clamp((now - first).Ticks, ShortestWindow.Ticks, RateWindow.Ticks));
        var left = window * ((double)toDo / recentDone);
        return left > Farthest ? new NotAvailable() : new At(now + left);
    }
}
