using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OcrLabeling.Core.Workers;

/// <summary>One wording of what a pool's workers promise. A text is never changed: another wording is another version, which everybody has to accept anew.</summary>
public sealed class PoolNda
{
    public const int MaxTextLength = 50_000;

    private PoolNda() { }

    public PoolNda(PoolId poolId, int version, string text, Guid publishedBy, DateTime publishedAt)
    {
        PoolId = poolId;
        Version = version;
        Text = text;
        TextHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        PublishedBy = publishedBy;
        PublishedAt = publishedAt;
    }

    public PoolId PoolId { get; private set; }

    /// <summary>From 1 within the pool.</summary>
    public int Version { get; private set; }

    public string Text { get; private set; } = "";

    /// <summary>SHA-256 of the text in UTF-8, hexadecimal.</summary>
    public string TextHash { get; private set; } = "";

    public Guid PublishedBy { get; private set; }
    public DateTime PublishedAt { get; private set; }
}

/// <summary>A worker promised it. Rows are only ever added.</summary>
public sealed class NdaAcceptance
{
    private NdaAcceptance() { }

    public NdaAcceptance(PoolNda nda, WorkerId workerId, DateTime acceptedAt)
    {
        PoolId = nda.PoolId;
        Version = nda.Version;
        TextHash = nda.TextHash;
        WorkerId = workerId;
        AcceptedAt = acceptedAt;
    }

    public PoolId PoolId { get; private set; }
    public int Version { get; private set; }
    public WorkerId WorkerId { get; private set; }

    /// <summary>Of the text they were shown.</summary>
    public string TextHash { get; private set; } = "";

    public DateTime AcceptedAt { get; private set; }
}

internal sealed class PoolNdaConfiguration : IEntityTypeConfiguration<PoolNda>
{
    public void Configure(EntityTypeBuilder<PoolNda> builder)
    {
        builder.HasKey(n => new { n.PoolId, n.Version });
        builder.Property(n => n.Text).HasMaxLength(-1);
        builder.Property(n => n.TextHash).HasMaxLength(64);
        builder.HasOne<Pool>().WithMany().HasForeignKey(n => n.PoolId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class NdaAcceptanceConfiguration : IEntityTypeConfiguration<NdaAcceptance>
{
    public void Configure(EntityTypeBuilder<NdaAcceptance> builder)
    {
        builder.HasKey(a => new { a.PoolId, a.Version, a.WorkerId });
        builder.Property(a => a.TextHash).HasMaxLength(64);
        builder.HasOne<PoolNda>().WithMany().HasForeignKey(a => new { a.PoolId, a.Version }).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Worker>().WithMany().HasForeignKey(a => a.WorkerId).OnDelete(DeleteBehavior.Restrict);
    }
}
