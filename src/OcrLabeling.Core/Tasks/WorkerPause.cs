using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Tasks;

/// <summary>
/// A worker gets no more cards of a batch. By a person, or by the batch itself when gold answers show with 95 % confidence that they are below the accuracy it asks for. Once a person
/// has let them go on, the batch does not stop them again.
/// </summary>
public sealed class WorkerPause
{
    public const int MaxReasonLength = 400;

    private WorkerPause() { }

    public WorkerPause(BatchId batchId, WorkerId workerId, string reason, Guid? by, DateTime now)
    {
        BatchId = batchId;
        WorkerId = workerId;
        Pause(reason, by, now);
    }

    public BatchId BatchId { get; private set; }
    public WorkerId WorkerId { get; private set; }

    /// <summary>Shown to the worker.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Null: the batch itself.</summary>
    public Guid? PausedBy { get; private set; }

    public DateTime PausedAt { get; private set; }
    public DateTime? LiftedAt { get; private set; }

    public void Pause(string reason, Guid? by, DateTime now)
    {
        Reason = BriefText.Of(reason, MaxReasonLength);
        PausedBy = by;
        PausedAt = now;
        LiftedAt = null;
    }

    public void Lift(DateTime now) => LiftedAt = now;
}

internal sealed class WorkerPauseConfiguration : IEntityTypeConfiguration<WorkerPause>
{
    public void Configure(EntityTypeBuilder<WorkerPause> builder)
    {
        builder.HasKey(p => new { p.BatchId, p.WorkerId });
        builder.Property(p => p.Reason).HasMaxLength(WorkerPause.MaxReasonLength);
        builder.HasOne<Batch>().WithMany().HasForeignKey(p => p.BatchId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Worker>().WithMany().HasForeignKey(p => p.WorkerId).OnDelete(DeleteBehavior.Restrict);
    }
}
