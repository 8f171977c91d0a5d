using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OcrLabeling.Core.Documents;

/// <summary>Kinds of documents, as the figures are reported. Exported under their snake_case names (<see cref="DocumentCategories"/>).</summary>
public enum DocumentCategory { RegisterTapes, ScannedDocs, LetterSized, Screenshots, Other }

/// <summary>Public may be seen by every pool; Donated only by pools under NDA, on the ground of the donor's recorded consent.</summary>
public enum Privacy { Public, Donated }

public enum DocumentFormat { Jpeg, Png, Tiff, WebP, Pdf }

/// <summary>An uploaded file. Its bytes are recognised by content: the same bytes are one document.</summary>
public sealed class Document
{
    private readonly List<Page> pages = [];

    private Document() { }

    public Document(
        string fileName, BlobId original, long sizeBytes, DocumentFormat format, DocumentCategory category, Privacy privacy, string? consentNote,
        Guid uploadedBy, DateTime uploadedAt, IEnumerable<(int Width, int Height)> pageSizes)
    {
        if (privacy == Privacy.Donated && string.IsNullOrWhiteSpace(consentNote))
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
    }

    public DocumentId Id { get; private set; }
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
    public IReadOnlyList<Page> Pages => pages;
}

/// <summary>One page of a document. Its image is rendered once, inside the jail, by the first job that needs it.</summary>
public sealed class Page
{
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

    public void Rendered(BlobId image, string mediaType, int width, int height, BlobId preview)
    {
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
        // duplicates are recognised by content
        builder.HasIndex(d => d.Original).IsUnique();
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
        builder.HasIndex(p => new { p.DocumentId, p.Number }).IsUnique();
    }
}
