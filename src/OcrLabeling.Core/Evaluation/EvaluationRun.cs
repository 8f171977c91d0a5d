using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Evaluation;

/// <summary>One engine scored against one dataset.</summary>
public sealed class EvaluationRun : IOfDataset
{
    public const int MaxNameLength = 120;

    private EvaluationRun() => State = null!;

    public EvaluationRun(DatasetId datasetId, string engineId, Guid createdBy, DateTime queuedAt)
    {
        Id = EvaluationRunId.New();
        DatasetId = datasetId;
        EngineId = engineId;
        CreatedBy = createdBy;
        State = new JobState(queuedAt);
    }

    public EvaluationRunId Id { get; private set; }
    public DatasetId DatasetId { get; private set; }
    public string EngineId { get; private set; } = "";

    /// <summary>Known from the first reading on.</summary>
    public string? EngineVersion { get; private set; }

    public JobState State { get; private set; }

    /// <summary>The score report as JSON; null until it succeeded.</summary>
    public string? ReportJson { get; private set; }

    public Guid CreatedBy { get; private set; }

    /// <summary>What people call it; null: it is known by its engine and dataset.</summary>
    public string? Name { get; private set; }

    /// <summary>Lists show it only when asked for archived scores; null: not archived.</summary>
    public DateTime? ArchivedAt { get; private set; }

    public void Rename(string? name) => Name = name;

    public void Shelve(DateTime? archivedAt) => ArchivedAt = archivedAt;

    /// <summary>The version that reads from now on; readings of another one must be thrown away.</summary>
    public void Begin(string engineVersion) => EngineVersion = engineVersion;

    public void Succeed(JobLease lease, string reportJson, DateTime now)
    {
        State.Succeed(lease, now);
        ReportJson = reportJson;
    }
}

internal sealed class EvaluationRunConfiguration : IEntityTypeConfiguration<EvaluationRun>
{
    public void Configure(EntityTypeBuilder<EvaluationRun> builder)
    {
        builder.Property(r => r.EngineId).HasMaxLength(50);
        builder.Property(r => r.Name).HasMaxLength(EvaluationRun.MaxNameLength);
        builder.Property(r => r.EngineVersion).HasMaxLength(100);
        builder.Property(r => r.ReportJson).HasMaxLength(-1);
        builder.OwnsJobState(r => r.State);
        builder.HasOne<Dataset>().WithMany().HasForeignKey(r => r.DatasetId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(r => new { r.DatasetId, r.EngineId });
    }
}
