using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Core.Statistics;

/// <summary>Counted answers of a batch within one slot of <see cref="PaceTotals"/>.</summary>
public readonly record struct PaceSlot(int Slot, int Counted);

/// <summary>When a batch will be done: a time, "done", never as things are, or not available.</summary>
public abstract record Eta
{
    /// <summary>How far back the pace is looked at.</summary>
    public static readonly TimeSpan History = TimeSpan.FromDays(7);

    /// <summary>Farther away than this is no prediction.</summary>
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(10 * 365);

    private Eta() { }

    /// <summary>Nothing is left to do.</summary>
    public sealed record Done : Eta;

    /// <param name="Earliest">Lower end of the likely span; docs/measurements.md says how often it held on replayed logs.</param>
    /// <param name="Latest">Its upper end.</param>
    public sealed record At(DateTime Time, DateTime Earliest, DateTime Latest) : Eta;

    /// <summary>Everyone in the pool has had what is left, or passed it on.</summary>
    public sealed record NobodyLeft : Eta;

    /// <summary>Nothing was done lately, the batch is not handed out, or it has no assignments.</summary>
    public sealed record NotAvailable : Eta;

    /// <summary>See <see cref="PaceForecast"/> for the way it is estimated.</summary>
    /// <param name="pace">Of the last <see cref="History"/>, in any order; slots without answers may be missing.</param>
    public static Eta Estimate(BatchStatus status, int assignments, int done, IReadOnlyList<PaceSlot> pace, DateTime? firstClaimedAt, DateTime now)
    {
        var toDo = assignments - done;
        if (assignments > 0 && toDo <= 0)
            return new Done();
        if (status != BatchStatus.Open || firstClaimedAt is not { } first || PaceForecast.Of(pace, first, now) is not { } forecast)
            return new NotAvailable();
        // in ticks that may be more than a time can hold: only what is compared with the limit becomes one
        var left = forecast.TicksFor(toDo);
        var error = 1 + forecast.ErrorOver(toDo);
        return left * error <= Farthest.Ticks ? new At(After(left), After(left / error), After(left * error)) : new NotAvailable();

        DateTime After(double ticks) => now + TimeSpan.FromTicks((long)Math.Round(ticks));
    }
}
