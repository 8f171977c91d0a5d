using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Statistics;

/// <summary>How many answers one worker gave to one batch within ten minutes. Chart and ETA are read from these; they are kept as <see cref="WorkTally"/> is.</summary>
public sealed class PaceTally
{
    public const int SlotsPerHour = 6;
    public static readonly TimeSpan SlotLength = TimeSpan.FromHours(1) / SlotsPerHour;

    private PaceTally() { }

    public PaceTally(BatchId batchId, WorkerId workerId, int slot)
    {
        BatchId = batchId;
        WorkerId = workerId;
        Slot = slot;
    }

    public BatchId BatchId { get; private set; }
    public WorkerId WorkerId { get; private set; }

    /// <summary>Whole ten minutes from the Unix epoch.</summary>
    public int Slot { get; private set; }

    /// <summary>Surplus and gold included.</summary>
    public int Answers { get; private set; }

    public int Counted { get; private set; }

    /// <summary>The slot of <paramref name="time"/> (UTC).</summary>
    public static int SlotOf(DateTime time) => (int)((time - DateTime.UnixEpoch).Ticks / SlotLength.Ticks);

    public static DateTime StartOf(int slot) => DateTime.UnixEpoch + slot * SlotLength;

    public void Take(Answer answer)
    {
        Answers++;
        if (!answer.IsSurplus && answer.IsRight is null)
            Counted++;
    }

    /// <summary>A late answer has found its place.</summary>
    public void CountSurplus() => Counted++;

    /// <summary>Whether both say the same.</summary>
    public bool Matches(PaceTally other) => (Slot, Answers, Counted) == (other.Slot, other.Answers, other.Counted);
}

internal sealed class PaceTallyConfiguration : IEntityTypeConfiguration<PaceTally>
{
    public void Configure(EntityTypeBuilder<PaceTally> builder)
    {
        builder.HasKey(t => new { t.BatchId, t.WorkerId, t.Slot });
        builder.HasOne<Batch>().WithMany().HasForeignKey(t => t.BatchId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Worker>().WithMany().HasForeignKey(t => t.WorkerId).OnDelete(DeleteBehavior.Restrict);
        // the chart and the ETA ask for a stretch of time
        builder.HasIndex(t => new { t.Slot, t.BatchId });
    }
}
