using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Jobs;
using OcrLabeling.Core.Storage;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Datasets;

/// <summary>What belongs to a dataset, and so to its project.</summary>
internal interface IOfDataset
{
    DatasetId DatasetId { get; }
}

/// <summary>An immutable, versioned snapshot of ground truth: made from a batch, or imported from a ground-truth folder.</summary>
public sealed class Dataset : IInProject
{
    public const int MaxNameLength = 120;
    public const int MaxNotesLength = 2000;

    private Dataset() => Import = null!;

    /// <param name="consentNote">On what ground Donated images may be used; required for a Donated import, a batch carries its documents' own notes.</param>
    public Dataset(string name, int version, Privacy privacy, string? consentNote, BatchId? batchId, BlobId? archive, Guid createdBy, DateTime createdAt)
    {
        if ((batchId is null) == (archive is null))
            throw new ArgumentException("A dataset is made either from a batch or from an archive.", nameof(archive));
        if (privacy == Privacy.Donated && batchId is null && TextRules.IsBlank(consentNote))
            throw new ArgumentException("A donated dataset needs the donors' recorded consent.", nameof(consentNote));
        Id = DatasetId.New();
        Name = name;
        Version = version;
        Privacy = privacy;
        ConsentNote = privacy == Privacy.Donated ? consentNote : null;
        BatchId = batchId;
        Archive = archive;
        CreatedBy = createdBy;
        CreatedAt = createdAt;
        Import = new JobState(createdAt);
    }

    public DatasetId Id { get; private set; }
    public ProjectId ProjectId { get; init; } = Project.DefaultId;
    public string Name { get; private set; } = "";

    /// <summary>From 1 within a name of its project.</summary>
    public int Version { get; private set; }

    public Privacy Privacy { get; private set; }
    public string? ConsentNote { get; private set; }

    /// <summary>The batch it was made from; null when imported.</summary>
    public BatchId? BatchId { get; private set; }

    /// <summary>The uploaded zip (<see cref="StoredArchive"/>) until it is imported; null when made from a batch.</summary>
    public BlobId? Archive { get; private set; }

    public JobState Import { get; private set; }
    /// <summary>Who read the images before people did; null when nobody or not known. Set with <see cref="Complete"/>.</summary>
    public PreReading? PreRead => PreReadBy is null ? null : new(PreReadBy, PreReadShown);

    private string? PreReadBy { get; set; }

    private bool PreReadShown { get; set; }

    /// <summary>What an import has left aside, for people; null when nothing.</summary>
    public string? ImportNotes { get; private set; }

    public int CropCount { get; private set; }
    public int PageCount { get; private set; }

    /// <summary>SHA-256 over the lines of all items in order; null until complete.</summary>
    public string? Sha256 { get; private set; }

    public Guid CreatedBy { get; private set; }
    public DateTime CreatedAt { get; private set; }

    /// <summary>Lists show it only when asked for archived datasets; null: not archived.</summary>
    public DateTime? ArchivedAt { get; private set; }

    /// <summary>What it is called and where it is listed may change; what it holds never does.</summary>
    public void Rename(string name) => Name = name;

    public void Shelve(DateTime? archivedAt) => ArchivedAt = archivedAt;

    /// <summary>Seals the snapshot.</summary>
    public void Complete(JobLease lease, int cropCount, int pageCount, string sha256, DateTime now, PreReading? preRead = null, string? importNotes = null)
    {
        if (Sha256 is not null)
            throw new InvalidOperationException("A complete dataset never changes.");
        Import.Succeed(lease, now);
        CropCount = cropCount;
        PageCount = pageCount;
        Sha256 = sha256;
        (PreReadBy, PreReadShown) = (preRead?.By, preRead?.Shown == true);
        ImportNotes = importNotes is null ? null : BriefText.Of(importNotes, MaxNotesLength);
        Archive = null;
    }
}

/// <summary>Crop: one word or line image with its text. Page: a page image with its words or lines. Label: an image with what people drew or filled in.</summary>
public enum DatasetItemKind { Crop, Page, Label }

/// <summary>One line of the dataset's words.jsonl (Crop), gt.jsonl (Page) or labels.jsonl (Label).</summary>
public sealed class DatasetItem
{
    private DatasetItem() { }

    public DatasetItem(DatasetId datasetId, DatasetItemKind kind, int index, string name, DocumentCategory category, BlobId image, string imageMediaType, string truthJson)
    {
        Id = DatasetItemId.New();
        DatasetId = datasetId;
        Kind = kind;
        Index = index;
        Name = name;
        Category = category;
        Image = image;
        ImageMediaType = imageMediaType;
        TruthJson = truthJson;
    }

    public DatasetItemId Id { get; private set; }
    public DatasetId DatasetId { get; private set; }
    public DatasetItemKind Kind { get; private set; }

    /// <summary>From 0 within its kind.</summary>
    public int Index { get; private set; }

    /// <summary>Path of the image within the folder; unique within the dataset.</summary>
    public string Name { get; private set; } = "";

    public DocumentCategory Category { get; private set; }
    public BlobId Image { get; private set; }
    public string ImageMediaType { get; private set; } = "";

    /// <summary>The line as it stands in the ground-truth folder.</summary>
    public string TruthJson { get; private set; } = "";
}

internal sealed class DatasetConfiguration : IEntityTypeConfiguration<Dataset>
{
    public void Configure(EntityTypeBuilder<Dataset> builder)
    {
        builder.Property(d => d.Name).HasMaxLength(Dataset.MaxNameLength);
        builder.Property(d => d.ConsentNote).HasMaxLength(2000);
        builder.Property(d => d.Sha256).HasMaxLength(64);
        builder.Ignore(d => d.PreRead);
        builder.Property<string?>("PreReadBy").HasMaxLength(-1);
        builder.Property<bool>("PreReadShown");
        builder.Property(d => d.ImportNotes).HasMaxLength(Dataset.MaxNotesLength);
        builder.OwnsJobState(d => d.Import);
        builder.HasOne<Batch>().WithMany().HasForeignKey(d => d.BatchId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Project>().WithMany().HasForeignKey(d => d.ProjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(d => new { d.ProjectId, d.Name, d.Version }).IsUnique();
    }
}

internal sealed class DatasetItemConfiguration : IEntityTypeConfiguration<DatasetItem>
{
    public void Configure(EntityTypeBuilder<DatasetItem> builder)
    {
        builder.Property(i => i.Name).HasMaxLength(400);
        builder.Property(i => i.ImageMediaType).HasMaxLength(50);
        builder.Property(i => i.TruthJson).HasMaxLength(-1);
        builder.HasOne<Dataset>().WithMany().HasForeignKey(i => i.DatasetId).OnDelete(DeleteBehavior.Cascade);
        // items in order; a build that runs again cannot store a line twice
        builder.HasIndex(i => new { i.DatasetId, i.Kind, i.Index }).IsUnique();
        // an import recognises images that we encoded ourselves
        builder.HasIndex(i => i.Image);
    }
}
