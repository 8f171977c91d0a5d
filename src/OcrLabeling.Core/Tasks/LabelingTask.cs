using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Templates;

namespace OcrLabeling.Core.Tasks;

/// <summary>What the machine read before a person looked: text, confidence (0..1, null when unknown) and who read it.</summary>
public sealed record PreLabel(string Text, double? Confidence, string EngineId, string EngineVersion);

/// <summary>One thing to label. (The domain's word is task; the class is not called so because of System.Threading.Tasks.)</summary>
public sealed class LabelingTask
{
    private LabelingTask() { }

    public LabelingTask(
        BatchId batchId, int sequence, DocumentCategory category, BlobId image, string imageMediaType, int width, int height, PreLabel? preLabel, string source,
        WordId? wordId = null, PageId? pageId = null, int wanted = 1)
    {
        Id = TaskId.New();
        BatchId = batchId;
        Sequence = sequence;
        Category = category;
        Image = image;
        ImageMediaType = imageMediaType;
        Width = width;
        Height = height;
        PreLabelText = preLabel?.Text;
        PreLabelConfidence = preLabel?.Confidence;
        PreLabelEngineId = preLabel?.EngineId;
        PreLabelEngineVersion = preLabel?.EngineVersion;
        Source = source;
        WordId = wordId;
        PageId = pageId;
        Wanted = wanted;
    }

    public TaskId Id { get; private set; }
    public BatchId BatchId { get; private set; }

    /// <summary>Order within the batch, from 0. Gold tasks are not in it, and numbered by themselves: -1, -2, ...</summary>
    public int Sequence { get; private set; }

    public DocumentCategory Category { get; private set; }
    public BlobId Image { get; private set; }
    public string ImageMediaType { get; private set; } = "";
    public int Width { get; private set; }
    public int Height { get; private set; }

    /// <summary>Quarter turns clockwise, 0..3, that the image was given with its page since the task was made. All that is said about the task lies on the turned image.</summary>
    public int Turns { get; private set; }

    /// <summary>When it was last given such a turn; null for an image that never was.</summary>
    public DateTime? TurnedAt { get; private set; }

    /// <summary>What a worker would have to answer to agree with the machine.</summary>
    public string? PreLabelText { get; private set; }
    public double? PreLabelConfidence { get; private set; }
    public string? PreLabelEngineId { get; private set; }
    public string? PreLabelEngineVersion { get; private set; }

    /// <summary>Where it came from, for people: file and page, or the name in the uploaded folder.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The word of the page it was cut from; null for uploaded word images.</summary>
    public WordId? WordId { get; private set; }

    public PageId? PageId { get; private set; }

    /// <summary>The image is that of a page, not of a word.</summary>
    public bool IsWholePage => PageId is not null && WordId is null;

    /// <summary>Answers asked for, each from another worker: the slots it has that are neither Surplus nor Withdrawn, once <see cref="TaskSlots"/> has been through.</summary>
    public int Wanted { get; private set; }

    /// <summary>Its truth is known; see <see cref="Gold"/>.</summary>
    public bool IsGold { get; private set; }

    /// <summary>Null for a task whose truth is asked for.</summary>
    public GoldTruth? Gold { get; private set; }

    /// <summary>Of a gold task the settled task it was made of. Who has had that does not get this.</summary>
    public TaskId? CopyOf { get; private set; }

    /// <summary>Of a gold task made of one of its own batch, that one's sequence: the card stands where it would have stood. Null otherwise.</summary>
    public int? Place { get; private set; }

    /// <summary>The card begins blank although its batch shows readings, so that not every blank card is a check.</summary>
    public bool BeginsBlank { get; private set; }

    /// <summary>The image of a settled task, to see who reads it right in another batch.</summary>
    /// <param name="sequence">Below 0.</param>
    /// <param name="preLabel">What the card begins with; null for a blank one.</param>
    public static LabelingTask OfGold(LabelingTask source, BatchId batchId, int sequence, string? preLabel, GoldTruth truth) => new()
    {
        Id = TaskId.New(),
        BatchId = batchId,
        Sequence = sequence,
        Category = source.Category,
        Image = source.Image,
        ImageMediaType = source.ImageMediaType,
        Width = source.Width,
        Height = source.Height,
        PreLabelText = preLabel,
        PreLabelConfidence = source.PreLabelConfidence,
        PreLabelEngineId = preLabel is null ? null : source.PreLabelEngineId,
        PreLabelEngineVersion = preLabel is null ? null : source.PreLabelEngineVersion,
        Source = source.Source,
        // its line can be looked at like that of any other card
        WordId = source.WordId,
        PageId = source.PageId,
        IsGold = true,
        Gold = truth,
        CopyOf = source.Id,
        Place = source.BatchId == batchId ? source.Sequence : null,
    };

    /// <summary>Its page was turned: the image is another, and what was known of it is turned with it.</summary>
    /// <param name="turn">Of the image as it was.</param>
    internal void Turn(ImageTurn turn, BlobId image, string imageMediaType, AnswerForm form, DateTime now)
    {
        (Image, ImageMediaType, Width, Height) = (image, imageMediaType, turn.TurnedWidth, turn.TurnedHeight);
        (Turns, TurnedAt) = (ImageTurn.Normal(Turns + turn.QuarterTurns), now);
        PreLabelText = PreLabelText is { } preLabel ? form.Turned(preLabel, turn) : null;
        Gold?.Turn(turn, form);
    }

    /// <summary>What a gold task was thought to be was wrong. A wrong reading it began with may be the right one.</summary>
    public void CorrectGold(AnswerKind answer, string? text) =>
        Gold = new GoldTruth(Gold!.Kind == GoldKind.Corrupted && text == PreLabelText ? GoldKind.Plain : Gold.Kind, answer, text);
}

internal sealed class LabelingTaskConfiguration : IEntityTypeConfiguration<LabelingTask>
{
    public void Configure(EntityTypeBuilder<LabelingTask> builder)
    {
        builder.ToTable("Tasks");
        builder.Ignore(t => t.IsWholePage);
        builder.Property(t => t.ImageMediaType).HasMaxLength(50);
        builder.Property(t => t.PreLabelText).HasMaxLength(-1);
        builder.Property(t => t.PreLabelEngineId).HasMaxLength(50);
        builder.Property(t => t.PreLabelEngineVersion).HasMaxLength(UploadedName.MaxLength);
        // the name of the upload and that of the file in it
        builder.Property(t => t.Source).HasMaxLength(2 * UploadedName.MaxLength + 1);
        builder.OwnsOne(t => t.Gold, gold => gold.Property(g => g.Text).HasMaxLength(-1));
        builder.HasOne<Batch>().WithMany().HasForeignKey(t => t.BatchId).OnDelete(DeleteBehavior.Cascade);
        // a preparation that runs again cannot make a task twice; galleries and exports walk in this order
        builder.HasIndex(t => new { t.BatchId, t.Sequence }).IsUnique();
        // the few that are gold
        builder.HasIndex(t => new { t.BatchId, t.IsGold });
        // what was made of a page, when it is turned or its document deleted
        builder.HasIndex(t => t.PageId);
    }
}
