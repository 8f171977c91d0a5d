using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;
using OcrLabeling.Scoring;

namespace OcrLabeling.Core.Documents;

/// <summary>Kinds of documents, as the figures are reported. Exported under their snake_case names (<see cref="DocumentCategories"/>).</summary>
public enum DocumentCategory { RegisterTapes, ScannedDocs, LetterSized, Screenshots, Other }

/// <summary>Public may be seen by every pool; Donated only by pools under NDA, on the ground of the donor's recorded consent.</summary>
public enum Privacy { Public, Donated }

public enum DocumentFormat { Jpeg, Png, Tiff, WebP, Heic, Pdf }

/// <summary>An uploaded file. Its bytes are recognised by content: within a project the same bytes are one document.</summary>
public sealed class Document : IInProject
{
    private readonly List<Page> pages = [];

    private Document() { }

    public Document(
        string fileName, BlobId original, long sizeBytes, DocumentFormat format, DocumentCategory category, Privacy privacy, string? consentNote,
        Guid uploadedBy, DateTime uploadedAt, IEnumerable<(int Width, int Height)> pageSizes,
        Guid? uploadId = null)
    {
        if (privacy == Privacy.Donated && TextRules.IsBlank(consentNote))
            throw new ArgumentException("A donated document needs the donor's recorded consent.", nameof(consentNote));
        Id = DocumentId.New();
        FileName = fileName;
        Original = original;
        SizeBytes = sizeBytes;
        Format = format;
        Category = category;
        Privacy = privacy;
        ConsentNote = privacy == Privacy.Donated ? consentNote : null;
        UploadedBy = uploadedBy;
        UploadedAt = uploadedAt;
        pages.AddRange(pageSizes.Select((size, index) => new Page(Id, index + 1, size.Width, size.Height)));
        PageCount = pages.Count;
        UploadId = uploadId ?? Id.Value;
        ReadAt = DateTime.UnixEpoch;
    }

    public DocumentId Id { get; private set; }
    public ProjectId ProjectId { get; init; } = Project.DefaultId;
    public string FileName { get; private set; } = "";
    public BlobId Original { get; private set; }
    public long SizeBytes { get; private set; }
    public DocumentFormat Format { get; private set; }
    public DocumentCategory Category { get; private set; }
    public Privacy Privacy { get; private set; }
    public string? ConsentNote { get; private set; }
    public Guid UploadedBy { get; private set; }
    public DateTime UploadedAt { get; private set; }
    public int PageCount { get; private set; }

    /// <summary>Shared by what was uploaded together: the files of an archive, or what was dropped on the page at once.</summary>
    public Guid UploadId { get; private set; }

    /// <summary>When one of its pages was last taken to be read; documents take turns by it.</summary>
    public DateTime ReadAt { get; private set; }

    public IReadOnlyList<Page> Pages => pages;

    /// <param name="fileName">As <see cref="UploadedName.Clean"/> gives it.</param>
    internal void Rename(string fileName) => FileName = fileName;

    /// <summary>Public -> Donated: somebody gave the same bytes in with the donor's consent, and the stricter of two wishes holds.</summary>
    public void Restrict(string consentNote)
    {
        if (Privacy == Privacy.Donated)
            throw new InvalidOperationException("A donated document is as strict as can be.");
        ArgumentException.ThrowIfNullOrWhiteSpace(consentNote);
        Privacy = Privacy.Donated;
        ConsentNote = consentNote;
    }
}

/// <summary>One page of a document. Its image is rendered once, inside the jail, by the first job that needs it.</summary>
public sealed class Page
{
    public const int MaxRemarkLength = 1000;

    private Page() { }

    internal Page(DocumentId documentId, int number, int width, int height)
    {
        Id = PageId.New();
        DocumentId = documentId;
        Number = number;
        Width = width;
        Height = height;
    }

    public PageId Id { get; private set; }
    public DocumentId DocumentId { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }

    /// <summary>Pixels of the page image; before it is rendered, as the file's header states.</summary>
    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>The page image, encoded by us; null until rendered.</summary>
    public BlobId? Image { get; private set; }

    public string? ImageMediaType { get; private set; }

    /// <summary>A small JPEG for lists; null until rendered.</summary>
    public BlobId? Preview { get; private set; }

    /// <summary>Quarter turns clockwise, 0..3, that somebody gave the page after its file's own orientation. The image and all words lie on the turned page.</summary>
    public int QuarterTurns { get; private set; }

    /// <summary>What was found wrong while the page was rendered, such as a missing language pack; null when nothing.</summary>
    public string? Remark { get; private set; }

    /// <summary>Turns it further; its image is rendered anew by the next job that needs it.</summary>
    public void Turn(int quarterTurns)
    {
        QuarterTurns = ((QuarterTurns + quarterTurns) % 4 + 4) % 4;
        if (quarterTurns % 2 != 0)
            (Width, Height) = (Height, Width);
        (Image, ImageMediaType, Preview) = (null, null, null);
    }

    public void Rendered(BlobId image, string mediaType, int width, int height, BlobId preview, string? remark = null)
    {
        Remark = remark is null ? null : BriefText.Of(remark, MaxRemarkLength);
        Image = image;
        ImageMediaType = mediaType;
        Width = width;
        Height = height;
        Preview = preview;
    }
}

internal sealed class DocumentConfiguration : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.Property(d => d.FileName).HasMaxLength(260);
        builder.Property(d => d.ConsentNote).HasMaxLength(2000);
        builder.HasMany(d => d.Pages).WithOne().HasForeignKey(p => p.DocumentId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(d => d.Pages).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasOne<Project>().WithMany().HasForeignKey(d => d.ProjectId).OnDelete(DeleteBehavior.Restrict);
        // duplicates are recognised by content, in each project for itself
        builder.HasIndex(d => new { d.Original, d.ProjectId }).IsUnique();
        // a project's documents, newest first
        builder.HasIndex(d => new { d.ProjectId, d.UploadedAt });
        // the documents page lists newest first, filtered by category
        builder.HasIndex(d => new { d.Category, d.UploadedAt });
        builder.HasIndex(d => d.UploadedAt);
    }
}

internal sealed class PageConfiguration : IEntityTypeConfiguration<Page>
{
    public void Configure(EntityTypeBuilder<Page> builder)
    {
        builder.Property(p => p.ImageMediaType).HasMaxLength(50);
        builder.Property(p => p.Remark).HasMaxLength(Page.MaxRemarkLength);
        // an image rendered before a turn does not come after it
        builder.Property(p => p.QuarterTurns).IsConcurrencyToken();
        builder.HasIndex(p => new { p.DocumentId, p.Number }).IsUnique();
    }
}
