using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Statistics;

/// <summary>What one worker did in one batch within ten minutes. Chart, ETA, pay and a worker's own figures are read from these; they are kept as <see cref="WorkTotals"/> is.</summary>
public sealed class PaceTotals
{
    public const int SlotsPerHour = 6;
    public static readonly TimeSpan SlotLength = TimeSpan.FromHours(1) / SlotsPerHour;

    private PaceTotals() { }

    public PaceTotals(BatchId batchId, WorkerId workerId, int slot)
    {
        BatchId = batchId;
        WorkerId = workerId;
        Slot = slot;
    }

    public BatchId BatchId { get; private set; }
    public WorkerId WorkerId { get; private set; }

    /// <summary>Whole ten minutes from the Unix epoch.</summary>
    public int Slot { get; private set; }

    /// <summary>Surplus and gold included; what was taken back and not given again is not.</summary>
    public int Answers { get; private set; }

    public int Counted { get; private set; }

    public int Surplus { get; private set; }

    /// <summary>Answers that are a flag now instead of what was asked for.</summary>
    public int Flagged { get; private set; }

    public long NetMilliseconds { get; private set; }
    public long ActiveMilliseconds { get; private set; }

    /// <summary>What pages claimed as active beyond what the server saw.</summary>
    public long UnseenMilliseconds { get; private set; }

    /// <summary>The slot of <paramref name="time"/> (UTC).</summary>
    public static int SlotOf(DateTime time) => (int)((time - DateTime.UnixEpoch).Ticks / SlotLength.Ticks);

    public static DateTime StartOf(int slot) => DateTime.UnixEpoch + slot * SlotLength;

    public void Take(Answer answer)
    {
        if (answer.Holds)
            CountAgain(answer);
        Flagged += answer.Relation == PreLabelRelation.Flagged ? 1 : 0;
        NetMilliseconds += answer.NetMilliseconds;
        ActiveMilliseconds += answer.ActiveMilliseconds;
        UnseenMilliseconds += answer.UnseenMilliseconds;
    }

    /// <summary>An answer that did not count counts now.</summary>
    public void CountSurplus()
    {
        Surplus--;
        Counted++;
    }

    /// <summary>An answer was taken back: one to a gold task falls out like any other, or the worker's figures would give it away.</summary>
    public void Uncount(Answer answer, bool wasSurplus)
    {
        Answers--;
        if (answer.IsRight is not null)
            return;
        Counted -= wasSurplus ? 0 : 1;
        Surplus -= wasSurplus ? 1 : 0;
    }

    /// <summary>An answer that was taken back is given again.</summary>
    public void CountAgain(Answer answer)
    {
        Answers++;
        if (answer.IsRight is not null)
            return;
        Counted += answer.IsSurplus ? 0 : 1;
        Surplus += answer.IsSurplus ? 1 : 0;
    }

    /// <summary>An answer was worked on again; milliseconds.</summary>
    public void AddRework(long net, long active, long unseen)
    {
        NetMilliseconds += net;
        ActiveMilliseconds += active;
        UnseenMilliseconds += unseen;
    }

    /// <summary>A revision made a flag of an answer, or the other way round.</summary>
    public void Flag(int answers) => Flagged += answers;

    /// <summary>Whether both say the same.</summary>
    public bool Matches(PaceTotals other) => Figures == other.Figures;

    private (int, int, int, int, int, long, long, long) Figures => (Slot, Answers, Counted, Surplus, Flagged, NetMilliseconds, ActiveMilliseconds, UnseenMilliseconds);
}

internal sealed class PaceTotalsConfiguration : IEntityTypeConfiguration<PaceTotals>
{
    public void Configure(EntityTypeBuilder<PaceTotals> builder)
    {
        builder.HasKey(t => new { t.BatchId, t.WorkerId, t.Slot });
        builder.HasOne<Batch>().WithMany().HasForeignKey(t => t.BatchId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Worker>().WithMany().HasForeignKey(t => t.WorkerId).OnDelete(DeleteBehavior.Restrict);
        // a worker's own figures
        builder.HasIndex(t => new { t.WorkerId, t.Slot });
        // chart, ETA and pay ask for a stretch of time
        builder.HasIndex(t => new { t.Slot, t.BatchId });
    }
}
