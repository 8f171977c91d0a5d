using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Documents;

namespace OcrLabeling.Core.Reading;

/// <summary>When a page of what was uploaded together was last taken to be read: uploads take turns, so that a small one is not kept waiting by a large one.</summary>
public sealed class UploadTurn
{
    private UploadTurn() { }

    public UploadTurn(Guid id, DateTime readAt) => (Id, ReadAt) = (id, readAt);

    /// <summary><see cref="Document.UploadId"/> of its documents.</summary>
    public Guid Id { get; private set; }

    public DateTime ReadAt { get; private set; }
}

internal sealed class UploadTurnConfiguration : IEntityTypeConfiguration<UploadTurn>
{
    public void Configure(EntityTypeBuilder<UploadTurn> builder) => builder.HasKey(t => t.Id);
}
