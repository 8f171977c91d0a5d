using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

/// <summary>
/// Recalled: its worker had no right to hold it any more. Turned: its page was turned. Moved: not a claim of its own but the slot that a worker's answer moved to; it is not counted, and the
/// slot says whether it is held. Reworked: not a claim either but the time, from ClaimedAt to EndedAt, in which an answer that was taken back was worked on again.
/// </summary>
public enum ClaimEnding { Held, Submitted, Returned, Expired, Skipped, Recalled, Turned, Moved, Reworked }

/// <summary>The record that a worker took an assignment. It stays when the lease is lost, so "# Claimed" is cumulative and a late answer finds its owner.</summary>
public sealed class Claim
{
    public static readonly TimeSpan LongestRework = TimeSpan.FromMinutes(10);

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

    /// <summary>Makes the slot that an answer moved to its worker's: whatever is handed out of it can be answered.</summary>
    /// <param name="claimedAt">Of the claim that the answer came with.</param>
    public static Claim OfMoved(Assignment slot, WorkerId workerId, DateTime claimedAt) =>
        new(slot.Id, slot.TaskId, slot.BatchId, workerId, claimedAt) { Ending = ClaimEnding.Moved, EndedAt = claimedAt };

    /// <summary>The time in which an answer that was taken back was worked on again, in parts of at most <see cref="LongestRework"/>: those that may overlap with an interval are found by their begin.</summary>
    public static IEnumerable<Claim> OfRework(Answer answer, WorkInterval interval)
    {
        for (var begin = interval.ShownAt; begin < interval.SubmittedAt; begin += LongestRework)
        {
            var end = begin + LongestRework < interval.SubmittedAt ? begin + LongestRework : interval.SubmittedAt;
            yield return new(answer.AssignmentId, answer.TaskId, answer.BatchId, answer.WorkerId, begin) { Ending = ClaimEnding.Reworked, EndedAt = end };
        }
    }
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
