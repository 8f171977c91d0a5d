using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OcrLabeling.Core.Documents;

/// <summary>A word of the team's own that a document is found by; a document has each tag once.</summary>
public sealed class DocumentTag
{
    public const int MaxNameLength = 50;

    private DocumentTag() { }

    /// <param name="name">As <see cref="Clean"/> gives it.</param>
    public DocumentTag(DocumentId documentId, string name)
    {
        DocumentId = documentId;
        Name = name;
    }

    public DocumentId DocumentId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Trimmed, in lower case, white space as one hyphen, so that nobody makes two tags of one; null where nothing or too much is left.</summary>
    public static string? Clean(string? name) =>
        Data.GivenName.Clean(name, MaxNameLength) is { } given ? string.Join('-', given.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant() : null;
}

internal sealed class DocumentTagConfiguration : IEntityTypeConfiguration<DocumentTag>
{
    public void Configure(EntityTypeBuilder<DocumentTag> builder)
    {
        builder.HasKey(t => new { t.DocumentId, t.Name });
        builder.Property(t => t.Name).HasMaxLength(DocumentTag.MaxNameLength);
        builder.HasOne<Document>().WithMany().HasForeignKey(t => t.DocumentId).OnDelete(DeleteBehavior.Cascade);
        // the list of documents is narrowed to a tag
        builder.HasIndex(t => t.Name);
    }
}
