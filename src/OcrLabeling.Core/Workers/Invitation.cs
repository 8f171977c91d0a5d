using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OcrLabeling.Core.Workers;

/// <summary>Whoever has its link may become a worker of the pool, as long as it lasts. Only the hash of its secret is kept.</summary>
public sealed class Invitation
{
    public const int MaxNoteLength = 200;
    public const int MostUses = 1000;
    public const int MostDays = 90;

    private Invitation() { }

    public Invitation(InvitationCode code, PoolId poolId, string? note, int maxUses, DateTime expiresAt, Guid createdBy, DateTime createdAt)
    {
        Id = code.Id;
        SecretHash = code.SecretHash;
        PoolId = poolId;
        Note = note;
        MaxUses = maxUses;
        ExpiresAt = expiresAt;
        CreatedBy = createdBy;
        CreatedAt = createdAt;
    }

    public InvitationId Id { get; private set; }
    public PoolId PoolId { get; private set; }

    /// <summary>SHA-256, hexadecimal. The secret has 256 random bits, so a slow hash would protect nothing more.</summary>
    public string SecretHash { get; private set; } = "";

    /// <summary>For managers: whom it was sent to.</summary>
    public string? Note { get; private set; }

    public int MaxUses { get; private set; }
    public int Uses { get; private set; }
    public DateTime ExpiresAt { get; private set; }
    public DateTime? RevokedAt { get; private set; }
    public Guid CreatedBy { get; private set; }
    public DateTime CreatedAt { get; private set; }
}

/// <summary>Who came in by which invitation.</summary>
public sealed class InvitationUse
{
    private InvitationUse() { }

    public InvitationUse(InvitationId invitationId, WorkerId workerId, DateTime usedAt)
    {
        InvitationId = invitationId;
        WorkerId = workerId;
        UsedAt = usedAt;
    }

    public InvitationId InvitationId { get; private set; }
    public WorkerId WorkerId { get; private set; }
    public DateTime UsedAt { get; private set; }
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.Property(i => i.SecretHash).HasMaxLength(64);
        builder.Property(i => i.Note).HasMaxLength(Invitation.MaxNoteLength);
        builder.HasOne<Pool>().WithMany().HasForeignKey(i => i.PoolId).OnDelete(DeleteBehavior.Cascade);
        // the list on the pool's page
        builder.HasIndex(i => new { i.PoolId, i.CreatedAt });
    }
}

internal sealed class InvitationUseConfiguration : IEntityTypeConfiguration<InvitationUse>
{
    public void Configure(EntityTypeBuilder<InvitationUse> builder)
    {
        builder.HasKey(u => new { u.InvitationId, u.WorkerId });
        builder.HasOne<Invitation>().WithMany().HasForeignKey(u => u.InvitationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Worker>().WithMany().HasForeignKey(u => u.WorkerId).OnDelete(DeleteBehavior.Restrict);
    }
}
