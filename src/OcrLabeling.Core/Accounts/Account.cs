using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Accounts;

/// <summary>What an account may do. Admin: everything, accounts included; Scientist: documents to scores; Worker: work only.</summary>
public enum Role { Admin, Scientist, Worker }

/// <summary>Somebody who can sign in.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public const int MaxDisplayNameLength = 100;

    /// <summary>The end of a lock that an administrator has set; wrong passwords lock for minutes.</summary>
    public static readonly DateTimeOffset LockedForGood = DateTimeOffset.MaxValue;

    private Account() { }

    public Account(string displayName, string email, Role role, DateTime createdAt)
    {
        Id = Guid.CreateVersion7();
        SecurityStamp = Guid.NewGuid().ToString();
        DisplayName = displayName;
        UserName = email;
        Email = email;
        Role = role;
        CreatedAt = createdAt;
    }

    /// <summary>The name shown to others; never the e-mail address.</summary>
    public string DisplayName { get; private set; } = "";

    /// <summary>Exactly one per account.</summary>
    public Role Role { get; private set; }

    public DateTime CreatedAt { get; private set; }

    /// <param name="displayName">As <see cref="GivenName.Clean"/> gives it.</param>
    internal void Rename(string displayName) => DisplayName = displayName;

    /// <summary>The caller renews the security stamp, so that signed-in sessions of the old role end.</summary>
    public void ChangeRole(Role role) => Role = role;
}

internal static class AccountQueries
{
    /// <summary>Those that no administrator has locked; a lock after wrong passwords is over in minutes.</summary>
    public static IQueryable<Account> NotLocked(this IQueryable<Account> accounts) => accounts.Where(a => a.LockoutEnd == null || a.LockoutEnd != Account.LockedForGood);
}

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.Property(a => a.DisplayName).HasMaxLength(Account.MaxDisplayNameLength);
        // the last Admin can be neither demoted nor locked
        builder.HasIndex(a => a.Role);
    }
}
