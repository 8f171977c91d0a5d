using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Accounts;

/// <summary>Makes, changes and lists accounts. <c>by</c> is the account that asks; null for the command line.</summary>
public sealed class AccountDirectory(IServiceScopeFactory scopes, AuditLog audit, TimeProvider clock)
{
    /// <summary>Newest last. <paramref name="search"/> looks in name and e-mail.</summary>
    public async Task<Rows<AccountRow>> ListAsync(string search, int skip, int take, CancellationToken ct)
    {
        await using var scope = new AccountScope(scopes);
        var accounts = scope.Db.Users.AsNoTracking().WhereContains(search, a => a.DisplayName, a => a.Email);
        var found = await accounts.OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).Skip(skip).Take(take).ToListAsync(ct);
        var now = clock.GetUtcNow();
        return new Rows<AccountRow>(
            [.. found.Select(a => new AccountRow(a.Id, a.DisplayName, a.Email!, a.Role, a.LockoutEnd > now, a.CreatedAt))], await accounts.CountAsync(ct));
    }

    /// <summary>An account of role Worker is made together with its <see cref="Worker"/>, a member of <see cref="NewAccount.Pool"/> when given.</summary>
    public async Task<AccountOutcome> CreateAsync(NewAccount wanted, Guid? by, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(wanted.DisplayName) || wanted.DisplayName.Length > Account.MaxDisplayNameLength)
            return new AccountOutcome.Refused([$"The name must have 1 to {Account.MaxDisplayNameLength} characters."]);
        await using var scope = new AccountScope(scopes);
        var now = clock.UtcNow();
        var account = new Account(wanted.DisplayName.Trim(), wanted.Email.Trim(), wanted.Role, now);
        await using var transaction = await scope.Db.Database.BeginTransactionAsync(ct);
        if (wanted.Role == Role.Worker)
        {
            var worker = new Worker(account.Id, account.DisplayName, now);
            if (wanted.Invitation is { } invitation && !await InvitationDesk.SpendAsync(scope.Db, invitation, worker.Id, now, ct))
                return new AccountOutcome.Refused(["This invitation does not hold any more."]);
            scope.Db.Add(worker);
            if (wanted.Pool is { } pool)
                scope.Db.Add(new PoolMember(pool, worker.Id, now));
        }
        // who comes by invitation has nobody else to answer for it
        scope.Db.Add(audit.Entry(
            wanted.Invitation is null ? by : account.Id, "account.create", $"account:{account.Id}",
            $"{account.DisplayName}, {account.Role}{(wanted.Invitation is { } used ? $", invitation:{used}" : null)}"));
        var result = await scope.Users.CreateAsync(account, wanted.Password);
        if (result.Succeeded)
            await transaction.CommitAsync(ct);
        return AccountScope.Outcome(account.Id, result);
    }

    /// <summary>Sessions of the old role end within a minute. The last Admin who can sign in stays one.</summary>
    public Task<AccountOutcome> ChangeRoleAsync(Guid id, Role role, Guid? by, CancellationToken ct) => ChangeAsync(id, async (scope, account) =>
    {
        if (account.Role == role)
            return IdentityResult.Success;
        if (role != Role.Admin && await IsLastAdminAsync(scope, account, ct))
            return LastAdmin;
        account.ChangeRole(role);
        if (role == Role.Worker && !await scope.Db.Workers.AnyAsync(w => w.AccountId == id, ct))
            scope.Db.Add(new Worker(id, account.DisplayName, clock.GetUtcNow().UtcDateTime));
        scope.Db.Add(audit.Entry(by, "account.role", $"account:{id}", role.ToString()));
        return await scope.Users.UpdateSecurityStampAsync(account);
    });

    /// <summary>Nobody can sign in with it any more; open sessions end within a minute. The last Admin who can sign in cannot be locked.</summary>
    public Task<AccountOutcome> LockAsync(Guid id, Guid? by, CancellationToken ct) => ChangeAsync(id, async (scope, account) =>
    {
        if (await IsLastAdminAsync(scope, account, ct))
            return LastAdmin;
        account.LockoutEnabled = true;
        account.LockoutEnd = DateTimeOffset.MaxValue;
        scope.Db.Add(audit.Entry(by, "account.lock", $"account:{id}"));
        return await scope.Users.UpdateSecurityStampAsync(account);
    });

    public Task<AccountOutcome> UnlockAsync(Guid id, Guid? by, CancellationToken ct) => ChangeAsync(id, async (scope, account) =>
    {
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        scope.Db.Add(audit.Entry(by, "account.unlock", $"account:{id}"));
        return await scope.Users.UpdateAsync(account);
    });

    public Task<AccountOutcome> ResetPasswordAsync(Guid id, string password, Guid? by, CancellationToken ct) => ChangeAsync(id, async (scope, account) =>
    {
        scope.Db.Add(audit.Entry(by, "account.password", $"account:{id}"));
        return await scope.Users.ResetPasswordAsync(account, await scope.Users.GeneratePasswordResetTokenAsync(account), password);
    });

    private static IdentityResult LastAdmin => IdentityResult.Failed(new IdentityError { Description = "This is the last administrator who can sign in." });

    private async Task<AccountOutcome> ChangeAsync(Guid id, Func<AccountScope, Account, Task<IdentityResult>> change)
    {
        await using var scope = new AccountScope(scopes);
        var account = await scope.Users.FindByIdAsync(id.ToString());
        return account is null ? new AccountOutcome.Refused(["There is no such account."]) : AccountScope.Outcome(id, await change(scope, account));
    }

    private async Task<bool> IsLastAdminAsync(AccountScope scope, Account account, CancellationToken ct)
    {
        if (account.Role != Role.Admin)
            return false;
        var others = await scope.Db.Users.AsNoTracking().Where(a => a.Role == Role.Admin && a.Id != account.Id).Select(a => a.LockoutEnd).ToListAsync(ct);
        var now = clock.GetUtcNow();
        return others.All(lockoutEnd => lockoutEnd > now);
    }

    /// <summary>One operation: Identity's stores and the context they write to.</summary>
    private sealed class AccountScope(IServiceScopeFactory scopes) : IAsyncDisposable
    {
        private readonly AsyncServiceScope scope = scopes.CreateAsyncScope();

        public AppDb Db => scope.ServiceProvider.GetRequiredService<AppDb>();

        public UserManager<Account> Users => scope.ServiceProvider.GetRequiredService<UserManager<Account>>();

        public static AccountOutcome Outcome(Guid id, IdentityResult result) =>
            result.Succeeded ? new AccountOutcome.Done(id) : new AccountOutcome.Refused([.. result.Errors.Select(e => e.Description)]);

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }
}

/// <param name="Pool">Only for role Worker.</param>
public sealed record NewAccount(string DisplayName, string Email, Role Role, string Password, PoolId? Pool = null)
{
    /// <summary>A use of it is spent with the account.</summary>
    public InvitationId? Invitation { get; init; }
}

public sealed record AccountRow(Guid Id, string DisplayName, string Email, Role Role, bool IsLocked, DateTime CreatedAt);

public abstract record AccountOutcome
{
    private AccountOutcome() { }

    public sealed record Done(Guid Id) : AccountOutcome;

    /// <summary>Nothing was changed; the reasons are for people.</summary>
    public sealed record Refused(IReadOnlyList<string> Reasons) : AccountOutcome;
}
