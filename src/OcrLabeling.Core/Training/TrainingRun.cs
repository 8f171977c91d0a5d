using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Datasets;
using OcrLabeling.Core.Jobs;

namespace OcrLabeling.Core.Training;

/// <summary>One point of the curves of a run.</summary>
/// <param name="Step">Batches learned from.</param>
/// <param name="Loss">CTC loss per word, a mean over the steps since the last point.</param>
/// <param name="Swa">Single-word accuracy on the words held out, 0..1; null where it was not measured.</param>
public sealed record TrainingPoint(int Step, double? Loss, double? Swa)
{
    /// <param name="json">As <see cref="TrainingRun.CurveJson"/> holds it.</param>
    public static IReadOnlyList<TrainingPoint> Parse(string json) => JsonSerializer.Deserialize<TrainingPoint[]>(json, JsonSerializerOptions.Web) ?? [];
}

/// <summary>The word network fine-tuned on the words of one dataset.</summary>
public sealed class TrainingRun : IOfDataset
{
    public const int MostSteps = 20_000;

    private TrainingRun() => State = null!;

    /// <param name="baseModelId">Null: the network that ships with the product.</param>
    public TrainingRun(DatasetId datasetId, WordModelId? baseModelId, int steps, Guid createdBy, DateTime queuedAt)
    {
        if (steps is < 1 or > MostSteps)
            throw new ArgumentOutOfRangeException(nameof(steps), steps, $"Steps are 1 to {MostSteps}.");
        Id = TrainingRunId.New();
        DatasetId = datasetId;
        BaseModelId = baseModelId;
        Steps = steps;
        CreatedBy = createdBy;
        State = new JobState(queuedAt);
    }

    public TrainingRunId Id { get; private set; }
    public DatasetId DatasetId { get; private set; }

    /// <summary>What it starts from; null: the network that ships with the product.</summary>
    public WordModelId? BaseModelId { get; private set; }

    /// <summary>Batches to learn from.</summary>
    public int Steps { get; private set; }

    public JobState State { get; private set; }

    /// <summary>Words learned from, and words of other documents held out to judge by; 0 until the dataset was packed.</summary>
    public int LearnedWords { get; private set; }

    public int HeldOutWords { get; private set; }

    /// <summary>The curves so far, as JSON.</summary>
    public string CurveJson { get; private set; } = "[]";

    public Guid CreatedBy { get; private set; }

    /// <summary>An attempt begins: what an earlier one drew is gone.</summary>
    public void Begin(int learnedWords, int heldOutWords)
    {
        LearnedWords = learnedWords;
        HeldOutWords = heldOutWords;
        CurveJson = "[]";
    }

    public void Draw(IReadOnlyList<TrainingPoint> curve) => CurveJson = JsonSerializer.Serialize(curve, JsonSerializerOptions.Web);
}

internal sealed class TrainingRunConfiguration : IEntityTypeConfiguration<TrainingRun>
{
    public void Configure(EntityTypeBuilder<TrainingRun> builder)
    {
        builder.Property(r => r.CurveJson).HasMaxLength(-1);
        builder.OwnsJobState(r => r.State);
        builder.HasOne<Dataset>().WithMany().HasForeignKey(r => r.DatasetId).OnDelete(DeleteBehavior.Restrict);
        // no foreign key to the model it starts from: models point at their runs already, and are never deleted
    }
}
