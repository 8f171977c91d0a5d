using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Documents;

namespace OcrLabeling.Core.Workers;

/// <summary>Contractors have signed the NDA and may see Donated documents; the Crowd sees Public ones only, whatever a screen says.</summary>
public enum PoolKind { Contractors, Crowd }

/// <summary>A group of workers that batches are made for.</summary>
public sealed class Pool
{
    public const int MaxInstructionsLength = 10_000;

    private Pool() { }

    public Pool(string name, PoolKind kind, DateTime createdAt)
    {
        Id = PoolId.New();
        Name = name;
        Kind = kind;
        CreatedAt = createdAt;
    }

    public PoolId Id { get; private set; }
    public string Name { get; private set; } = "";
    public PoolKind Kind { get; private set; }
    public DateTime CreatedAt { get; private set; }

    /// <summary>For every batch of the pool, paragraphs apart by empty lines; may be empty.</summary>
    public string Instructions { get; private set; } = "";

    /// <summary>The <see cref="PoolNda"/> a worker must have accepted before they get cards; null: none.</summary>
    public int? NdaVersion { get; private set; }

    public PayBasis PaidBy { get; private set; }
    public decimal PayAmount { get; private set; }
    public string Currency { get; private set; } = "";

    /// <summary>What workers are told they earn; the pay report may be asked for another.</summary>
    public PayRate Rate
    {
        get => new(PaidBy, PayAmount, Currency);
        set => (PaidBy, PayAmount, Currency) = value.Fault is { } fault ? throw new ArgumentException(fault, nameof(value)) : (value.Basis, value.Amount, value.Currency);
    }

    public void Instruct(string instructions) => Instructions = instructions;

    public void AskFor(PoolNda? nda) => NdaVersion = nda?.Version;

    /// <summary>The crowd never sees what a donor gave us.</summary>
    public bool MaySee(Privacy privacy) => Kind != PoolKind.Crowd || privacy == Privacy.Public;

    /// <summary>Why nothing of this privacy may be given to it now; null: it may be. Donated documents need a confidentiality agreement that its workers accept.</summary>
    public string? RefusalOf(Privacy privacy) =>
        !MaySee(privacy) ? $"{Name} is a crowd pool; it may not see Donated documents."
        : privacy == Privacy.Donated && NdaVersion is null ? $"Donated documents are only for pools under a confidentiality agreement, and {Name} has none. Publish one on the page of the pool first."
        : null;
}

/// <summary>Worker belongs to pool.</summary>
public sealed class PoolMember
{
    private PoolMember() { }

    public PoolMember(PoolId poolId, WorkerId workerId, DateTime joinedAt)
    {
        PoolId = poolId;
        WorkerId = workerId;
        JoinedAt = joinedAt;
    }

    public PoolId PoolId { get; private set; }
    public WorkerId WorkerId { get; private set; }
    public DateTime JoinedAt { get; private set; }
}

internal sealed class PoolConfiguration : IEntityTypeConfiguration<Pool>
{
    public void Configure(EntityTypeBuilder<Pool> builder)
    {
        builder.Property(p => p.Name).HasMaxLength(100);
        builder.Property(p => p.Instructions).HasMaxLength(Pool.MaxInstructionsLength);
        builder.Ignore(p => p.Rate);
        builder.Property(p => p.PayAmount).HasPrecision(12, 4);
        builder.Property(p => p.Currency).HasMaxLength(PayRate.CurrencyLength);
        builder.HasIndex(p => p.Name).IsUnique();
    }
}

internal sealed class PoolMemberConfiguration : IEntityTypeConfiguration<PoolMember>
{
    public void Configure(EntityTypeBuilder<PoolMember> builder)
    {
        builder.HasKey(m => new { m.PoolId, m.WorkerId });
        builder.HasOne<Pool>().WithMany().HasForeignKey(m => m.PoolId);
        builder.HasOne<Worker>().WithMany().HasForeignKey(m => m.WorkerId);
        // the work list asks for a worker's pools
        builder.HasIndex(m => m.WorkerId);
    }
}
