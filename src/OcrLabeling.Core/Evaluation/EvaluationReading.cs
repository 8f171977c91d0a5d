using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Datasets;

namespace OcrLabeling.Core.Evaluation;

/// <summary>What the engine read on one item of the dataset. Stored as it is read, so a run that starts again goes on where it stopped.</summary>
public sealed class EvaluationReading
{
    public const int MaxFailureLength = 500;

    private EvaluationReading() { }

    public EvaluationReading(EvaluationRunId runId, DatasetItemId itemId, string predictionJson, double score, string? failure)
    {
        RunId = runId;
        ItemId = itemId;
        PredictionJson = predictionJson;
        Score = score;
        Failure = failure is null ? null : BriefText.Of(failure, MaxFailureLength);
    }

    public EvaluationRunId RunId { get; private set; }
    public DatasetItemId ItemId { get; private set; }

    /// <summary>The line as <c>ocrlab evaluate --predictions</c> writes it.</summary>
    public string PredictionJson { get; private set; } = "";

    /// <summary>0..1, to find what two runs read differently: a crop is 1 when its text is right, a page its word F1.</summary>
    public double Score { get; private set; }

    /// <summary>Why the engine could not read it (the prediction is then empty); null when it did.</summary>
    public string? Failure { get; private set; }
}

internal sealed class EvaluationReadingConfiguration : IEntityTypeConfiguration<EvaluationReading>
{
    public void Configure(EntityTypeBuilder<EvaluationReading> builder)
    {
        builder.HasKey(r => new { r.RunId, r.ItemId });
        builder.Property(r => r.PredictionJson).HasMaxLength(-1);
        builder.Property(r => r.Failure).HasMaxLength(EvaluationReading.MaxFailureLength);
        builder.HasOne<EvaluationRun>().WithMany().HasForeignKey(r => r.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<DatasetItem>().WithMany().HasForeignKey(r => r.ItemId).OnDelete(DeleteBehavior.Restrict);
    }
}
