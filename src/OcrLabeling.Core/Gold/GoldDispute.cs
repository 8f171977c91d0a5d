using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Gold;

/// <summary>Open: the team has not looked yet. Agreed: what the worker said is the truth now. Dropped: nobody is judged by this check any more. Kept: the truth stays.</summary>
public enum DisputeStatus { Open, Agreed, Dropped, Kept }

/// <summary>A worker says that a check they were found wrong on is itself wrong.</summary>
public sealed class GoldDispute
{
    private GoldDispute() { }

    public GoldDispute(TaskId taskId, BatchId batchId, WorkerId workerId, string? note, DateTime madeAt)
    {
        TaskId = taskId;
        BatchId = batchId;
        WorkerId = workerId;
        Note = OptionalNote.Of(note);
        MadeAt = madeAt;
    }

    public TaskId TaskId { get; private set; }
    public WorkerId WorkerId { get; private set; }
    public BatchId BatchId { get; private set; }

    /// <summary>In the worker's words.</summary>
    public string? Note { get; private set; }

    public DateTime MadeAt { get; private set; }
    public DisputeStatus Status { get; private set; }

    /// <summary>What the team tells the worker.</summary>
    public string? Reply { get; private set; }

    public Guid? DecidedBy { get; private set; }
    public DateTime? DecidedAt { get; private set; }

    public void Decide(DisputeStatus status, string? reply, Guid by, DateTime now)
    {
        Status = status;
        Reply = OptionalNote.Of(reply);
        DecidedBy = by;
        DecidedAt = now;
    }
}

internal sealed class GoldDisputeConfiguration : IEntityTypeConfiguration<GoldDispute>
{
    public void Configure(EntityTypeBuilder<GoldDispute> builder)
    {
        builder.HasKey(c => new { c.TaskId, c.WorkerId });
        builder.Property(c => c.Note).HasMaxLength(OptionalNote.MaxLength);
        builder.Property(c => c.Reply).HasMaxLength(OptionalNote.MaxLength);
        builder.HasOne<LabelingTask>().WithMany().HasForeignKey(c => c.TaskId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Worker>().WithMany().HasForeignKey(c => c.WorkerId).OnDelete(DeleteBehavior.Restrict);
        // the team's list
        builder.HasIndex(c => new { c.BatchId, c.Status });
    }
}
