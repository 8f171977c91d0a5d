using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Core.Accounts;

/// <summary>
/// Makes, changes and lists accounts. <c>by</c> is the account that asks, an administrator while the change is written, whatever their page was opened as; null for the command line and for whoever
/// comes by invitation.
/// </summary>
public sealed class AccountDirectory(IServiceScopeFactory scopes, IWorkerAccounts workers, AuditLog audit, TimeProvider clock)
{
    private static readonly SortKeys<Account> keys = new() { { "name", a => a.DisplayName }, { "email", a => a.Email }, { "role", a => a.Role }, { "since", a => a.CreatedAt } };

    /// <summary>Newest last, unless <paramref name="order"/> asks for another: name, email, role or since. <paramref name="search"/> looks in name and e-mail.</summary>
    /// <param name="role">Null: all.</param>
    public async Task<Rows<AccountRow>> ListAsync(string search, int skip, int take, CancellationToken ct, Role? role = null, RowOrder order = default)
    {
        await using var scope = new AccountScope(scopes);
        var accounts = scope.Db.Users.AsNoTracking().WhereContains(search, a => a.DisplayName, a => a.Email);
        if (role is { } only)
            accounts = accounts.Where(a => a.Role == only);
        var sorted = order.Key is null ? accounts.OrderBy(a => a.CreatedAt) : keys.Sort(accounts, order, a => a.CreatedAt);
        var found = await sorted.ThenBy(a => a.Id).Skip(skip).Take(take).ToListAsync(ct);
        var now = clock.GetUtcNow();
        return new Rows<AccountRow>(
            [.. found.Select(a => new AccountRow(a.Id, a.DisplayName, a.Email!, a.Role, a.LockoutEnd > now, a.CreatedAt))], await accounts.CountAsync(ct));
    }

    /// <summary>An account of role Worker is made together with its worker, who begins where <see cref="NewAccount.Entry"/> says.</summary>
    public async Task<AccountOutcome> CreateAsync(NewAccount wanted, Guid? by, CancellationToken ct)
    {
        if (GivenName.Clean(wanted.DisplayName, Account.MaxDisplayNameLength) is not { } displayName)
            return new AccountOutcome.Refused([NameNeeded]);
        await using var scope = new AccountScope(scopes);
        var now = clock.UtcNow();
        var account = new Account(displayName, wanted.Email.Trim(), wanted.Role, now);
        await using var transaction = await scope.Db.Database.BeginTransactionAsync(ct);
        await scope.Db.LockAdministratorsAsync(ct);
        if (!await MayChangeAsync(scope.Db, by, ct))
            return NoAdministrator;
        if (wanted.Role == Role.Worker && await workers.CreateAsync(scope.Db, account, wanted.Entry, now, ct) is { } reason)
            return new AccountOutcome.Refused([reason]);
        scope.Db.Add(audit.Entry(
            wanted.Entry is { IsOwnDoing: true } ? account.Id : by, "account.create", $"account:{account.Id}",
            $"{account.DisplayName}, {account.Role}{(wanted.Entry is { Note: { Length: > 0 } note } ? $", {note}" : null)}"));
        var result = await scope.Users.CreateAsync(account, wanted.Password);
        if (result.Succeeded)
            await transaction.CommitAsync(ct);
        return AccountScope.Outcome(account.Id, result);
    }

    /// <summary>The name others see, also of the worker that the account is.</summary>
    public Task<AccountOutcome> RenameAsync(Guid id, string displayName, Guid? by, CancellationToken ct) => ChangeAsync(id, by, async (scope, account) =>
    {
        if (GivenName.Clean(displayName, Account.MaxDisplayNameLength) is not { } given)
            return IdentityResult.Failed(new IdentityError { Description = NameNeeded });
        scope.Db.Add(audit.Entry(by, "account.rename", $"account:{id}", $"{account.DisplayName} -> {given}"));
        account.Rename(given);
        await workers.RenameAsync(scope.Db, id, given, ct);
        return await scope.Users.UpdateAsync(account);
    }, ct);

    /// <summary>Sessions of the old role end within seconds. The last Admin who can sign in stays one.</summary>
    public Task<AccountOutcome> ChangeRoleAsync(Guid id, Role role, Guid? by, CancellationToken ct) => ChangeAsync(id, by, async (scope, account) =>
    {
        if (account.Role == role)
            return IdentityResult.Success;
        if (role != Role.Admin && await IsLastAdminAsync(scope, account, ct))
            return LastAdmin;
        account.ChangeRole(role);
        if (role == Role.Worker)
            await workers.BeginAsync(scope.Db, account, clock.UtcNow(), ct);
        else
            await workers.EndAsync(scope.Db, id, ct);
        scope.Db.Add(audit.Entry(by, "account.role", $"account:{id}", role.ToString()));
        return await scope.Users.UpdateSecurityStampAsync(account);
    }, ct);

    /// <summary>Nobody can sign in with it any more; open sessions end within seconds. The last Admin who can sign in cannot be locked.</summary>
    public Task<AccountOutcome> LockAsync(Guid id, Guid? by, CancellationToken ct) => ChangeAsync(id, by, async (scope, account) =>
    {
        if (await IsLastAdminAsync(scope, account, ct))
            return LastAdmin;
        account.LockoutEnabled = true;
        account.LockoutEnd = Account.LockedForGood;
        await workers.EndAsync(scope.Db, id, ct);
        scope.Db.Add(audit.Entry(by, "account.lock", $"account:{id}"));
        return await scope.Users.UpdateSecurityStampAsync(account);
    }, ct);

    public Task<AccountOutcome> UnlockAsync(Guid id, Guid? by, CancellationToken ct) => ChangeAsync(id, by, async (scope, account) =>
    {
        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        scope.Db.Add(audit.Entry(by, "account.unlock", $"account:{id}"));
        return await scope.Users.UpdateAsync(account);
    }, ct);

    public Task<AccountOutcome> ResetPasswordAsync(Guid id, string password, Guid? by, CancellationToken ct) => ChangeAsync(id, by, async (scope, account) =>
    {
        scope.Db.Add(audit.Entry(by, "account.password", $"account:{id}"));
        return await scope.Users.ResetPasswordAsync(account, await scope.Users.GeneratePasswordResetTokenAsync(account), password);
    }, ct);

    private static string NameNeeded => $"The name must have 1 to {Account.MaxDisplayNameLength} characters.";

    private static IdentityResult LastAdmin => IdentityResult.Failed(new IdentityError { Description = "This is the last administrator who can sign in." });

    /// <summary>One change after the other: who is the last administrator is looked up and written under the same lock.</summary>
    private async Task<AccountOutcome> ChangeAsync(Guid id, Guid? by, Func<AccountScope, Account, Task<IdentityResult>> change, CancellationToken ct)
    {
        await using var scope = new AccountScope(scopes);
        await using var transaction = await scope.Db.Database.BeginTransactionAsync(ct);
        await scope.Db.LockAdministratorsAsync(ct);
        if (!await MayChangeAsync(scope.Db, by, ct))
            return NoAdministrator;
        var account = await scope.Users.FindByIdAsync(id.ToString());
        if (account is null)
            return new AccountOutcome.Refused(["There is no such account."]);
        var outcome = AccountScope.Outcome(id, await change(scope, account));
        if (outcome is AccountOutcome.Done)
            await transaction.CommitAsync(ct);
        return outcome;
    }

    private static AccountOutcome.Refused NoAdministrator => new(["Your account may not change accounts any more."]);

    private static async Task<bool> MayChangeAsync(AppDb db, Guid? by, CancellationToken ct) =>
        by is not { } id || await db.Users.NotLocked().AnyAsync(a => a.Id == id && a.Role == Role.Admin, ct);

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

/// <param name="Entry">Only for role Worker.</param>
public sealed record NewAccount(string DisplayName, string Email, Role Role, string Password, WorkerEntry? Entry = null);

public sealed record AccountRow(Guid Id, string DisplayName, string Email, Role Role, bool IsLocked, DateTime CreatedAt);

public abstract record AccountOutcome
{
    private AccountOutcome() { }

    public sealed record Done(Guid Id) : AccountOutcome;

    /// <summary>Nothing was changed; the reasons are for people.</summary>
    public sealed record Refused(IReadOnlyList<string> Reasons) : AccountOutcome;
}
