using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Gold;

/// <summary>What a pool asks of a worker before its real work: cards whose truth is known, and how many of them they have to have right. Every worker gets their own copy of the cards.</summary>
public sealed class PoolQualification
{
    private PoolQualification() { }

    public PoolQualification(PoolId poolId, BatchId batchId, int cards, int passPercent)
    {
        PoolId = poolId;
        BatchId = batchId;
        Cards = cards;
        PassPercent = passPercent;
    }

    public PoolId PoolId { get; private set; }
    public BatchId BatchId { get; private set; }

    /// <summary>Answers it is decided by.</summary>
    public int Cards { get; private set; }

    /// <summary>1..100.</summary>
    public int PassPercent { get; private set; }
}

public enum QualificationStatus { Open, Passed, Failed }

/// <summary>How a worker stands with a pool's qualification. Missing is Open.</summary>
public sealed class WorkerQualification
{
    private WorkerQualification() { }

    public WorkerQualification(PoolId poolId, WorkerId workerId)
    {
        PoolId = poolId;
        WorkerId = workerId;
    }

    public PoolId PoolId { get; private set; }
    public WorkerId WorkerId { get; private set; }
    public QualificationStatus Status { get; private set; }

    /// <summary>Answers judged and right when it was decided; 0 when a person did so without any.</summary>
    public int Judged { get; private set; }

    public int Right { get; private set; }
    public DateTime? DecidedAt { get; private set; }

    /// <summary>Null: their answers.</summary>
    public Guid? DecidedBy { get; private set; }

    /// <summary>Answers of an earlier try, which count no more.</summary>
    public int JudgedBefore { get; private set; }

    public int RightBefore { get; private set; }

    public void Decide(QualificationStatus status, int judged, int right, Guid? by, DateTime now)
    {
        if (status == QualificationStatus.Open)
            throw new ArgumentException("Open is no decision.", nameof(status));
        (Status, Judged, Right, DecidedBy, DecidedAt) = (status, judged, right, by, now);
    }

    /// <summary>From the beginning: what they have answered so far counts no more.</summary>
    public void Reset(int judgedSoFar, int rightSoFar) =>
        (Status, Judged, Right, DecidedBy, DecidedAt, JudgedBefore, RightBefore) = (QualificationStatus.Open, 0, 0, null, null, judgedSoFar, rightSoFar);
}

internal sealed class PoolQualificationConfiguration : IEntityTypeConfiguration<PoolQualification>
{
    public void Configure(EntityTypeBuilder<PoolQualification> builder)
    {
        builder.HasKey(q => q.PoolId);
        builder.HasOne<Pool>().WithMany().HasForeignKey(q => q.PoolId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Batch>().WithMany().HasForeignKey(q => q.BatchId).OnDelete(DeleteBehavior.Cascade);
        // an answer asks whether its batch is one
        builder.HasIndex(q => q.BatchId);
    }
}

internal sealed class WorkerQualificationConfiguration : IEntityTypeConfiguration<WorkerQualification>
{
    public void Configure(EntityTypeBuilder<WorkerQualification> builder)
    {
        builder.HasKey(q => new { q.PoolId, q.WorkerId });
        builder.HasOne<Pool>().WithMany().HasForeignKey(q => q.PoolId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Worker>().WithMany().HasForeignKey(q => q.WorkerId).OnDelete(DeleteBehavior.Restrict);
    }
}
