using System.Linq.Expressions;

namespace OcrLabeling.Core.Tasks;

/// <summary>What can be changed while a batch runs.</summary>
/// <param name="Priority">Higher is handed out first; -<see cref="MaxPriority"/>..<see cref="MaxPriority"/>.</param>
/// <param name="LeaseMinutes">Holds from the next claim or renewal on.</param>
/// <param name="Overlap">A higher one makes slots, a lower one withdraws open slots only: what is held or answered stays.</param>
public sealed record BatchSettings(int Priority, int LeaseMinutes, int Overlap, string Instructions)
{
    public const int MaxPriority = 100;
    public const int MaxGoldPercent = 50;
    public const int MaxHeldPages = 1000;
    public const int UsualHeldPages = 3;
    public const int MaxHoldMinutes = 7 * 24 * 60;

    /// <summary>Pages of cards one worker may hold at a time; holds from the next claim on.</summary>
    public int HeldPages { get; init; } = UsualHeldPages;

    /// <summary>Workers may look at a word within its line of the page.</summary>
    public bool ShowsContext { get; init; }

    /// <summary>From the claim on; then a card goes back however often it was renewed.</summary>
    public int HoldMinutes { get; init; } = UsualHoldMinutes(LeaseMinutes);

    /// <summary>0..<see cref="MaxGoldPercent"/>; holds from the next claim on.</summary>
    public int GoldPercent { get; init; }

    /// <summary>0..99; 0: nobody is paused.</summary>
    public int GoldFloorPercent { get; init; }

    /// <summary>0: strict majority; else 50..99.99.</summary>
    public double AcceptPercent { get; init; }

    /// <summary>0..<see cref="Batch.MaxOverlap"/>.</summary>
    public int MaxAnswers { get; init; }

    /// <summary>Four leases, and an hour at least.</summary>
    public static int UsualHoldMinutes(int leaseMinutes) => Math.Max(60, 4 * leaseMinutes);

    /// <summary>As a batch has them.</summary>
    internal static Expression<Func<Batch, BatchSettings>> OfBatch { get; } = b => new BatchSettings(b.Priority, b.LeaseMinutes, b.Overlap, b.Instructions)
    {
        ShowsContext = b.ShowsContext, HeldPages = b.HeldPages, HoldMinutes = b.HoldMinutes, GoldPercent = b.GoldPercent, GoldFloorPercent = b.GoldFloorPercent, AcceptPercent = b.AcceptPercent, MaxAnswers = b.MaxAnswers,
    };

    /// <summary>Every fault, with the name of the property.</summary>
    public IReadOnlyList<DraftFault> Faults()
    {
        var faults = new List<DraftFault>();
        Check(nameof(Priority), Priority is >= -MaxPriority and <= MaxPriority, $"-{MaxPriority} to {MaxPriority}.");
        Check(nameof(LeaseMinutes), LeaseMinutes is >= 1 and <= Batch.MaxLeaseMinutes, $"1 to {Batch.MaxLeaseMinutes} minutes.");
        Check(nameof(HeldPages), HeldPages is >= 1 and <= MaxHeldPages, $"1 to {MaxHeldPages} pages.");
        Check(nameof(HoldMinutes), HoldMinutes >= LeaseMinutes && HoldMinutes <= MaxHoldMinutes, $"At least the lease, at most {MaxHoldMinutes:N0} minutes.");
        Check(nameof(Overlap), Overlap is >= 1 and <= Batch.MaxOverlap, $"1 to {Batch.MaxOverlap} answers per task.");
        Check(nameof(Instructions), Instructions.Length <= Batch.MaxInstructionsLength, $"At most {Batch.MaxInstructionsLength:N0} characters.");
        Check(nameof(GoldPercent), GoldPercent is >= 0 and <= MaxGoldPercent, $"0 to {MaxGoldPercent} percent.");
        Check(nameof(GoldFloorPercent), GoldFloorPercent is >= 0 and <= 99, "0 to 99 percent.");
        Check(nameof(AcceptPercent), AcceptPercent is 0 or (>= 50 and <= 99.99), "50 to 99.99 percent.");
        Check(nameof(MaxAnswers), MaxAnswers is >= 0 and <= Batch.MaxOverlap && (AcceptPercent == 0 || MaxAnswers >= Overlap), $"At least the answers per task, at most {Batch.MaxOverlap}.");
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

    /// <summary>Somebody else was faster: look at what the settings are now.</summary>
    public sealed record ChangedMeanwhile : ConfigureOutcome;

    /// <summary>It is closed, still preparing, or does not exist.</summary>
    public sealed record NotRunning : ConfigureOutcome;
}
