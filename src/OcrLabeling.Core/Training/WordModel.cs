using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Core.Training;

/// <summary>A word network trained here. It can be scored like any engine under its own id; promoting it makes it the one that reads as <c>worddeepnet</c>.</summary>
public sealed class WordModel
{
    /// <summary>The engine id of the current network, and of the one that ships with the product until another is promoted.</summary>
    public const string CurrentEngineId = "worddeepnet";

    private WordModel() { }

    /// <param name="number">From 1, for people.</param>
    public WordModel(int number, TrainingRunId runId, BlobId network, BlobId checkpoint, string sha256, int heldOutWords, int baseRight, int right, DateTime createdAt)
    {
        Id = WordModelId.New();
        Number = number;
        RunId = runId;
        Network = network;
        Checkpoint = checkpoint;
        Sha256 = sha256;
        HeldOutWords = heldOutWords;
        BaseRight = baseRight;
        Right = right;
        CreatedAt = createdAt;
    }

    public WordModelId Id { get; private set; }
    public int Number { get; private set; }
    public TrainingRunId RunId { get; private set; }

    /// <summary>The ONNX file.</summary>
    public BlobId Network { get; private set; }

    /// <summary>What a further training starts from.</summary>
    public BlobId Checkpoint { get; private set; }

    /// <summary>Of the ONNX file, lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Words of documents it never learned from, read in the jail by it and by what it started from.</summary>
    public int HeldOutWords { get; private set; }

    /// <summary>Of those, read right by what it started from.</summary>
    public int BaseRight { get; private set; }

    /// <summary>Of those, read right by this network.</summary>
    public int Right { get; private set; }

    public DateTime CreatedAt { get; private set; }

    /// <summary>When it became the current one; null while it is not.</summary>
    public DateTime? PromotedAt { get; private set; }

    public string EngineId => EngineIdOf(Sha256);

    /// <summary>The id under which this very network reads, current or not.</summary>
    /// <param name="sha256">Of the ONNX file.</param>
    public static string EngineIdOf(string sha256) => $"{CurrentEngineId}-{sha256[..8]}";

    public void Promote(DateTime now) => PromotedAt = now;

    public void Leave() => PromotedAt = null;
}

internal sealed class WordModelConfiguration : IEntityTypeConfiguration<WordModel>
{
    public void Configure(EntityTypeBuilder<WordModel> builder)
    {
        builder.Ignore(m => m.EngineId);
        builder.Property(m => m.Sha256).HasMaxLength(64);
        builder.HasIndex(m => m.Number).IsUnique();
        // a run makes one model, also when its job runs again
        builder.HasIndex(m => m.RunId).IsUnique();
        builder.HasOne<TrainingRun>().WithMany().HasForeignKey(m => m.RunId).OnDelete(DeleteBehavior.Restrict);
    }
}
