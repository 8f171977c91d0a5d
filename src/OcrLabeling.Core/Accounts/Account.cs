using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OcrLabeling.Core.Accounts;

/// <summary>Somebody who can sign in.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public Account()
    {
        Id = Guid.CreateVersion7();
        SecurityStamp = Guid.NewGuid().ToString();
    }

    /// <summary>The name shown to others; never the e-mail address.</summary>
    public string DisplayName { get; set; } = "";

    public DateTime CreatedAt { get; set; }
}

/// <summary>What an account may do. Admin: everything, accounts included; Scientist: documents to scores; Worker: work only.</summary>
public enum Role { Admin, Scientist, Worker }

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder) => builder.Property(a => a.DisplayName).HasMaxLength(100);
}
