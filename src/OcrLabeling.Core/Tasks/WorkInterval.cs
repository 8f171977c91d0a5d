namespace OcrLabeling.Core.Tasks;

/// <summary>The time a card was on screen before it was submitted; UTC, end not before start.</summary>
public readonly record struct WorkInterval(DateTime ShownAt, DateTime SubmittedAt)
{
    /// <summary>
    /// The milliseconds of this interval that none of <paramref name="earlier"/> covers.
    /// Net is the length of the union of a worker's intervals. Counting for each answer only what the ones recorded before it leave uncovered adds up to that
    /// length in whatever order answers arrive: |A1| + |A2 \ A1| + |A3 \ (A1 u A2)| + ... is a partition of the union. Answers of one worker are therefore
    /// recorded one after the other, and a recorded interval never changes.
    /// </summary>
    public long UncoveredMilliseconds(IEnumerable<WorkInterval> earlier)
    {
        var uncovered = TimeSpan.Zero;
        var reached = ShownAt;
        foreach (var (shownAt, submittedAt) in earlier.OrderBy(i => i.ShownAt))
        {
            if (shownAt >= SubmittedAt)
                break;
            if (shownAt > reached)
                uncovered += shownAt - reached;
            if (submittedAt > reached)
                reached = submittedAt;
        }
        if (SubmittedAt > reached)
            uncovered += SubmittedAt - reached;
        return (long)uncovered.TotalMilliseconds;
    }

    /// <summary>What the page says, held between the claim and now. A server clock that jumped back behind the claim counts as standing still.</summary>
    public static WorkInterval Create(AnswerTiming timing, DateTime claimedAt, DateTime now)
    {
        var submittedAt = Hold(timing.SubmittedAt, claimedAt, now > claimedAt ? now : claimedAt);
        return new WorkInterval(Hold(timing.ShownAt, claimedAt, submittedAt), submittedAt);
    }

    private static DateTime Hold(DateTime at, DateTime from, DateTime to) => at < from ? from : at > to ? to : at;
}
