using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

/// <summary>
/// Open -> Claimed -> Submitted, back to Open when a lease ends or a card is returned or skipped. Surplus: a late answer whose slot somebody else has filled; kept and
/// paid, never counted. Withdrawn: an open slot that a lower overlap has no use for; it opens again when the overlap rises.
/// </summary>
public enum AssignmentStatus { Open, Claimed, Submitted, Surplus, Withdrawn }

/// <summary>
/// One slot of a task; N per task, made with the task. Competing writes are conditional updates on <see cref="Status"/> and <see cref="WorkerId"/>;
/// the unique index on task and worker has the last word that nobody gets a task twice.
/// </summary>
public sealed class Assignment
{
    private Assignment() { }

    /// <summary>An open slot.</summary>
    public Assignment(LabelingTask task, int slot)
    {
        Id = AssignmentId.New();
        TaskId = task.Id;
        BatchId = task.BatchId;
        TaskSequence = task.Sequence;
        IsGold = task.IsGold;
        Slot = slot;
    }

    public AssignmentId Id { get; private set; }
    public TaskId TaskId { get; private set; }
    public BatchId BatchId { get; private set; }

    /// <summary>Copy of the task's sequence, so that a claim reads one index.</summary>
    public int TaskSequence { get; private set; }

    /// <summary>Copy of the task's, likewise.</summary>
    public bool IsGold { get; private set; }

    /// <summary>From 0 within the task, in the order they were made, Surplus ones among them.</summary>
    public int Slot { get; private set; }

    public AssignmentStatus Status { get; private set; }
    public WorkerId? WorkerId { get; private set; }

    /// <summary>While it is open, only this worker gets it; null: anybody.</summary>
    public WorkerId? ReservedFor { get; private set; }

    public DateTime? ClaimedAt { get; private set; }
    public DateTime? LeaseEndsAt { get; private set; }
    public DateTime? SubmittedAt { get; private set; }

    /// <summary>An open slot for one worker only.</summary>
    public Assignment For(WorkerId? worker)
    {
        ReservedFor = worker;
        return this;
    }

    /// <summary>A slot that is made for its worker: of a gold task, which has no open ones.</summary>
    public static Assignment Held(AssignmentId id, LabelingTask task, int slot, WorkerId workerId, DateTime claimedAt, DateTime leaseEndsAt) => new(task, slot)
    {
        Id = id,
        Status = AssignmentStatus.Claimed,
        WorkerId = workerId,
        ClaimedAt = claimedAt,
        LeaseEndsAt = leaseEndsAt,
    };

    /// <summary>The extra slot of a late answer.</summary>
    public static Assignment Surplus(Assignment original, int slot, WorkerId workerId, DateTime claimedAt, DateTime submittedAt) => new()
    {
        Id = AssignmentId.New(),
        TaskId = original.TaskId,
        BatchId = original.BatchId,
        TaskSequence = original.TaskSequence,
        IsGold = original.IsGold,
        Slot = slot,
        Status = AssignmentStatus.Surplus,
        WorkerId = workerId,
        ClaimedAt = claimedAt,
        SubmittedAt = submittedAt,
    };
}

internal sealed class AssignmentConfiguration : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.HasOne<LabelingTask>().WithMany().HasForeignKey(a => a.TaskId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Worker>().WithMany().HasForeignKey(a => a.WorkerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => new { a.TaskId, a.Slot }).IsUnique();
        // nobody gets a task twice
        builder.HasIndex(a => new { a.TaskId, a.WorkerId }).IsUnique();
        // claims take the lowest open sequence of a batch; counts group by status
        builder.HasIndex(a => new { a.BatchId, a.Status, a.TaskSequence, a.Slot, a.IsGold });
        // where a worker stands in a batch, and what they have done there
        builder.HasIndex(a => new { a.WorkerId, a.BatchId, a.TaskSequence, a.IsGold });
        // what a worker holds in a batch, asked with every card; only held rows are in this index
        builder.HasIndex(a => new { a.WorkerId, a.BatchId }).HasFilter("\"LeaseEndsAt\" IS NOT NULL");
        // the sweep looks for ended leases; only held rows are in this index
        builder.HasIndex(a => a.LeaseEndsAt).HasFilter("\"LeaseEndsAt\" IS NOT NULL");
        // and for late answers that may have found room
        builder.HasIndex(a => a.SubmittedAt).HasFilter("\"Status\" = 'Surplus'");
    }
}
