using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Labeling;

/// <summary>Recalled: its worker had no right to hold it any more. Turned: its page was turned.</summary>
public enum ClaimEnding { Held, Submitted, Returned, Expired, Skipped, Recalled, Turned }

/// <summary>The record that a worker took an assignment. It stays when the lease is lost, so "# Claimed" is cumulative and a late answer finds its owner.</summary>
public sealed class Claim
{
    private Claim() { }

    public Claim(AssignmentId assignmentId, TaskId taskId, BatchId batchId, WorkerId workerId, DateTime claimedAt)
    {
        Id = ClaimId.New();
        AssignmentId = assignmentId;
        TaskId = taskId;
        BatchId = batchId;
        WorkerId = workerId;
        ClaimedAt = claimedAt;
    }

    public ClaimId Id { get; private set; }
    public AssignmentId AssignmentId { get; private set; }
    public TaskId TaskId { get; private set; }
    public BatchId BatchId { get; private set; }
    public WorkerId WorkerId { get; private set; }
    public DateTime ClaimedAt { get; private set; }
    public ClaimEnding Ending { get; private set; }
    public DateTime? EndedAt { get; private set; }
}

internal sealed class ClaimConfiguration : IEntityTypeConfiguration<Claim>
{
    public void Configure(EntityTypeBuilder<Claim> builder)
    {
        builder.HasOne<Assignment>().WithMany().HasForeignKey(c => c.AssignmentId).OnDelete(DeleteBehavior.Cascade);
        // # Claimed and the first claim, per batch and per worker
        builder.HasIndex(c => new { c.BatchId, c.WorkerId, c.ClaimedAt });
        // does this worker own the late answer
        builder.HasIndex(c => new { c.AssignmentId, c.WorkerId });
    }
}
