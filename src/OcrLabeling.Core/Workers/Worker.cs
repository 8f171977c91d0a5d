using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Accounts;

namespace OcrLabeling.Core.Workers;

/// <summary>An account in its capacity as a labeler: what answers, times and pay refer to. Made with the first account of role Worker.</summary>
public sealed class Worker
{
    private Worker() { }

    public Worker(Guid accountId, string displayName, DateTime createdAt)
    {
        Id = WorkerId.New();
        AccountId = accountId;
        DisplayName = displayName;
        CreatedAt = createdAt;
    }

    public WorkerId Id { get; private set; }
    public Guid AccountId { get; private set; }
    public string DisplayName { get; private set; } = "";
    public DateTime CreatedAt { get; private set; }

    internal void Rename(string displayName) => DisplayName = displayName;
}

internal sealed class WorkerConfiguration : IEntityTypeConfiguration<Worker>
{
    public void Configure(EntityTypeBuilder<Worker> builder)
    {
        builder.Property(w => w.DisplayName).HasMaxLength(100);
        builder.HasOne<Account>().WithOne().HasForeignKey<Worker>(w => w.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(w => w.AccountId).IsUnique();
    }
}
