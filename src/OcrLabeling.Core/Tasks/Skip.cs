using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

/// <summary>Why a worker would not answer a card.</summary>
public enum SkipReason { BrokenImage, UnclearInstructions, CannotJudge, Sensitive, Other }

/// <summary>A worker passed a task on. They are not asked again; the slot goes to others, and the team sees the reason. A late answer of theirs takes the skip back.</summary>
public sealed class Skip
{
    private Skip() { }

    public Skip(TaskId taskId, BatchId batchId, WorkerId workerId, SkipReason reason, string? note, DateTime skippedAt)
    {
        TaskId = taskId;
        BatchId = batchId;
        WorkerId = workerId;
        Reason = reason;
        Note = OptionalNote.Of(note);
        SkippedAt = skippedAt;
    }

    public TaskId TaskId { get; private set; }
    public BatchId BatchId { get; private set; }
    public WorkerId WorkerId { get; private set; }
    public SkipReason Reason { get; private set; }

    /// <summary>In the worker's words.</summary>
    public string? Note { get; private set; }

    public DateTime SkippedAt { get; private set; }
}

public abstract record SkipOutcome
{
    private SkipOutcome() { }

    /// <summary>Noted, now or earlier.</summary>
    public sealed record Skipped : SkipOutcome;

    /// <summary>The worker has answered the card; the answer stays.</summary>
    public sealed record Answered : SkipOutcome;

    /// <summary>The card was never handed to this worker.</summary>
    public sealed record NeverHeld : SkipOutcome;
}

internal sealed class SkipConfiguration : IEntityTypeConfiguration<Skip>
{
    public void Configure(EntityTypeBuilder<Skip> builder)
    {
        builder.HasKey(s => new { s.TaskId, s.WorkerId });
        builder.Property(s => s.Note).HasMaxLength(OptionalNote.MaxLength);
        builder.HasOne<LabelingTask>().WithMany().HasForeignKey(s => s.TaskId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Worker>().WithMany().HasForeignKey(s => s.WorkerId).OnDelete(DeleteBehavior.Restrict);
        // the team's list, and how many a worker has skipped in a batch
        builder.HasIndex(s => new { s.BatchId, s.WorkerId });
    }
}
