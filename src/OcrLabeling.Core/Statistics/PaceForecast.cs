namespace OcrLabeling.Core.Statistics;

/// <summary>
/// How a batch will go on, from how it went.
/// Within its first day: the rate of the last hour of work, times the share of the time that was work; so breaks are expected to go on and a worker who has just
/// joined counts in full. From a day on the last day is expected to repeat itself, nights and breaks in their places (from a week on the last week, with its free days),
/// faster or slower by as much as the last hour of work differs from the average of that period.
/// </summary>
internal sealed class PaceForecast
{
    private const int RecentSlots = 6;
    private const double LeastLevel = 0.5;
    private const double MostLevel = 2;

    // answers of neighbouring slots come from the same people on the same stretch of pages
    private const double Correlation = 4;
    private const double Deviations = 1.28;
    // what nobody has seen yet: the first long break, people who will join
    private const double LeastError = 0.15;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The first answers do not make a rate over seconds.</summary>
    private static readonly TimeSpan ShortestTime = TimeSpan.FromMinutes(1);

    private readonly List<Stretch> worked;
    private readonly DateTime from, now;
    private readonly double rate, level, deviation;
    private readonly bool repeats;

    private PaceForecast(List<Stretch> worked, DateTime from, DateTime now, bool repeats)
    {
        (this.worked, this.from, this.now, this.repeats) = (worked, from, now, repeats);
        var recent = Rate(worked[^Math.Min(RecentSlots, worked.Count)..]);
        level = Math.Clamp(recent / Rate(worked), LeastLevel, MostLevel);
        rate = recent * Math.Min(1, worked.Sum(w => w.Length.Ticks) / (double)(now - from).Ticks);
        deviation = DeviationOf(worked);
    }

    /// <summary>Null when there is no rate: nothing was counted within a day, or a week where the batch is that old.</summary>
    public static PaceForecast? Of(IEnumerable<PaceSlot> pace, DateTime first, DateTime now)
    {
        var age = now - first;
        var from = age >= Eta.History ? now - Eta.History : age >= Day ? now - Day : first;
        var worked = pace.Where(p => p.Counted > 0).OrderBy(p => p.Slot).Select(p => Stretch.Of(p, from, now, isCut: age >= Day)).Where(s => s.Length > TimeSpan.Zero && s.Answers > 0).ToList();
        // a young batch is looked at from its first answers on
        return worked.Count == 0 ? null : new(worked, age >= Day ? from : worked[0].Start, now, age >= Day);
    }

    /// <summary>From now until <paramref name="answers"/> more are there; of a very slow batch more than a <see cref="TimeSpan"/> holds.</summary>
    public double TicksFor(int answers)
    {
        if (!repeats)
            return answers / rate;
        double period = (now - from).Ticks;
        var perPeriod = worked.Sum(w => w.Answers) * level;
        var periods = Math.Floor(answers / perPeriod);
        var rest = answers - periods * perPeriod;
        foreach (var stretch in worked)
        {
            if (rest <= stretch.Answers * level)
                return periods * period + (stretch.Start - from).Ticks + stretch.Length.Ticks * (rest / (stretch.Answers * level));
            rest -= stretch.Answers * level;
        }
        return (periods + 1) * period;
    }

    /// <summary>Half the width of the likely span, relative to the time: the mean of what was seen and the mean of what comes both scatter.</summary>
    public double ErrorOver(int answers)
    {
        var coming = Math.Max(1, answers / (worked.Sum(w => w.Answers) / worked.Count));
        return Math.Max(LeastError, Deviations * deviation * Math.Sqrt(Correlation / Math.Min(RecentSlots, worked.Count) + Correlation / coming));
    }

    /// <summary>Answers per tick.</summary>
    private static double Rate(List<Stretch> stretches) => stretches.Sum(s => s.Answers) / Math.Max(stretches.Sum(s => s.Length.Ticks), ShortestTime.Ticks);

    /// <summary>Of the slots' rates, relative to their mean. One slot tells nothing: anything up to twice the rate is taken for possible.</summary>
    private static double DeviationOf(List<Stretch> stretches)
    {
        if (stretches.Count < 2)
            return 1;
        var mean = Rate(stretches);
        return Math.Sqrt(stretches.Sum(s => Math.Pow(s.Answers / s.Length.Ticks / mean - 1, 2)) / (stretches.Count - 1));
    }

    /// <summary>The part of a slot within the time looked at.</summary>
    /// <param name="Answers">Above 0; of a slot that is cut the share that falls into it, a fraction maybe.</param>
    private readonly record struct Stretch(DateTime Start, TimeSpan Length, double Answers)
    {
        /// <param name="isCut">The batch is older than the time looked at: of the slot in which that begins only a fitting share counts.</param>
        public static Stretch Of(PaceSlot slot, DateTime from, DateTime now, bool isCut)
        {
            var start = PaceTotals.StartOf(slot.Slot);
            var end = start + PaceTotals.SlotLength;
            var (inStart, inEnd) = (start > from ? start : from, end < now ? end : now);
            var share = isCut && start < from ? (end - from) / PaceTotals.SlotLength : 1;
            return new(inStart, inEnd - inStart, slot.Counted * share);
        }
    }
}
