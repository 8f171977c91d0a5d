namespace OcrLabeling.Core.Labeling;

/// <summary>What can be changed while a batch runs.</summary>
/// <param name="Priority">Higher is handed out first; -<see cref="MaxPriority"/>..<see cref="MaxPriority"/>.</param>
/// <param name="LeaseMinutes">Holds from the next claim or renewal on.</param>
/// <param name="Overlap">A higher one makes slots, a lower one withdraws open slots only: what is held or answered stays.</param>
public sealed record BatchSettings(int Priority, int LeaseMinutes, int Overlap, string Instructions)
{
    public const int MaxPriority = 100;

    /// <summary>Every fault, with the name of the property.</summary>
    public IReadOnlyList<DraftFault> Faults()
    {
        var faults = new List<DraftFault>();
        Check(nameof(Priority), Priority is >= -MaxPriority and <= MaxPriority, $"-{MaxPriority} to {MaxPriority}.");
        Check(nameof(LeaseMinutes), LeaseMinutes is >= 1 and <= Batch.MaxLeaseMinutes, $"1 to {Batch.MaxLeaseMinutes} minutes.");
        Check(nameof(Overlap), Overlap is >= 1 and <= Batch.MaxOverlap, $"1 to {Batch.MaxOverlap} answers per task.");
        Check(nameof(Instructions), Instructions.Length <= Batch.MaxInstructionsLength, $"At most {Batch.MaxInstructionsLength:N0} characters.");
        return faults;

        void Check(string field, bool holds, string message)
        {
            if (!holds)
                faults.Add(new(field, message));
        }
    }
}

public abstract record ConfigureOutcome
{
    private ConfigureOutcome() { }

    public sealed record Changed : ConfigureOutcome;

    public sealed record Refused(IReadOnlyList<DraftFault> Faults) : ConfigureOutcome;

    /// <summary>It is closed, still preparing, or does not exist.</summary>
    public sealed record NotRunning : ConfigureOutcome;
}
