using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OcrLabeling.Core.Audit;

/// <summary>Who did what to what, and when. Rows are only ever added.</summary>
public sealed class AuditEntry
{
    private AuditEntry() { }

    public AuditEntry(DateTime at, Guid? accountId, string action, string subject, string? detail)
    {
        Id = AuditEntryId.New();
        At = at;
        AccountId = accountId;
        Action = action;
        Subject = subject;
        Detail = detail;
    }

    public AuditEntryId Id { get; private set; }
    public DateTime At { get; private set; }

    /// <summary>Null for the system itself.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>Noun.verb, such as <c>document.upload</c>.</summary>
    public string Action { get; private set; } = "";

    /// <summary>Kind and id, such as <c>document:0198...</c>.</summary>
    public string Subject { get; private set; } = "";

    public string? Detail { get; private set; }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.Property(e => e.Action).HasMaxLength(60);
        builder.Property(e => e.Subject).HasMaxLength(120);
        builder.Property(e => e.Detail).HasMaxLength(2000);
        builder.HasIndex(e => e.At);
    }
}
