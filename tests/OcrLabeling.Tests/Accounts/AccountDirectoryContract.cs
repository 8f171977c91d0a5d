using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Accounts;

public abstract class AccountDirectoryContract(DatabaseFixture database) : IAsyncLifetime
{
    private const string Password = "a long password for tests";

    private readonly ServiceProvider services = AccountServices.On(database);

    private AccountDirectory Directory => services.GetRequiredService<AccountDirectory>();

    public Task InitializeAsync() => database.ClearAsync();

    public async Task DisposeAsync() => await services.DisposeAsync();

    [DatabaseFact]
    public async Task A_worker_is_made_with_account_pool_and_audit_entry_at_once()
    {
        var pool = Assert.IsType<CreatePoolOutcome.Created>(await services.GetRequiredService<PoolDirectory>().CreateAsync("Crowd", PoolKind.Crowd, null, default)).Id;
        var id = await AddAsync("Wanda", Role.Worker, pool);

        await using var db = database.CreateDbContext();
        var worker = await db.Workers.SingleAsync(w => w.AccountId == id);
        Assert.True(await db.PoolMembers.AnyAsync(m => m.PoolId == pool && m.WorkerId == worker.Id));
        Assert.True(await db.AuditEntries.AnyAsync(e => e.Action == "account.create" && e.Subject == $"account:{id}"));
    }

    [DatabaseTheory]
    [InlineData("", "x@example.org", Password, "name")]
    [InlineData("X", "no address", Password, "mail")]
    [InlineData("X", "x@example.org", "short", "10 characters")]
    [InlineData("X", "ada@example.org", Password, "already taken")]
    public async Task A_faulty_account_leaves_nothing_behind(string name, string email, string password, string reason)
    {
        await AddAsync("Ada", Role.Admin);
        var outcome = await Directory.CreateAsync(new NewAccount(name, email, Role.Worker, password), null, default);
        Assert.Contains(reason, string.Join(" ", Assert.IsType<AccountOutcome.Refused>(outcome).Reasons), StringComparison.OrdinalIgnoreCase);
        await using var db = database.CreateDbContext();
        Assert.Equal(1, await db.Users.CountAsync());
        Assert.Equal(0, await db.Workers.CountAsync());
        Assert.Equal(1, await db.AuditEntries.CountAsync());
    }

    [DatabaseFact]
    public async Task A_worker_is_renamed_with_the_account()
    {
        var id = await AddAsync("Wanda", Role.Worker);
        Assert.IsType<AccountOutcome.Done>(await Directory.RenameAsync(id, " Wanda W. ", null, default));
        Assert.IsType<AccountOutcome.Refused>(await Directory.RenameAsync(id, " ", null, default));
        await using var db = database.CreateDbContext();
        Assert.Equal(("Wanda W.", "Wanda W."), ((await db.Users.SingleAsync()).DisplayName, (await db.Workers.SingleAsync()).DisplayName));
        Assert.Equal("Wanda -> Wanda W.", (await db.AuditEntries.SingleAsync(e => e.Action == "account.rename")).Detail);
    }

    [DatabaseFact]
    public async Task Two_admins_who_demote_each_other_at_the_same_moment_leave_one()
    {
        for (var round = 0; round < 5; round++)
        {
            await database.ClearAsync();
            var (ada, bob) = (await AddAsync("Ada", Role.Admin), await AddAsync("Bob", Role.Admin));
            using var together = new Barrier(2);
            var demotions = await Task.WhenAll(new[] { (ada, bob), (bob, ada) }.Select(pair => Task.Run(() =>
            {
                together.SignalAndWait();
                return Directory.ChangeRoleAsync(pair.Item1, Role.Scientist, pair.Item2, default);
            })));
            Assert.Single(demotions.OfType<AccountOutcome.Done>());
            Assert.Single(demotions.OfType<AccountOutcome.Refused>());
            await using var db = database.CreateDbContext();
            Assert.Equal(1, await db.Users.CountAsync(a => a.Role == Role.Admin));
        }
    }

    [DatabaseFact]
    public async Task The_last_admin_who_can_sign_in_can_be_neither_demoted_nor_locked()
    {
        var ada = await AddAsync("Ada", Role.Admin);
        var bob = await AddAsync("Bob", Role.Admin);
        Assert.IsType<AccountOutcome.Done>(await Directory.LockAsync(bob, ada, default));
        Assert.IsType<AccountOutcome.Refused>(await Directory.LockAsync(ada, ada, default));
        Assert.IsType<AccountOutcome.Refused>(await Directory.ChangeRoleAsync(ada, Role.Scientist, ada, default));
        Assert.IsType<AccountOutcome.Done>(await Directory.UnlockAsync(bob, ada, default));
        Assert.IsType<AccountOutcome.Done>(await Directory.ChangeRoleAsync(ada, Role.Worker, bob, default));
        await using var db = database.CreateDbContext();
        Assert.True(await db.Workers.AnyAsync(w => w.AccountId == ada));
    }

    [DatabaseFact]
    public async Task Who_was_locked_or_demoted_changes_no_account_any_more()
    {
        var (ada, bob, cleo) = (await AddAsync("Ada", Role.Admin), await AddAsync("Bob", Role.Admin), await AddAsync("Cleo", Role.Admin));
        Assert.IsType<AccountOutcome.Done>(await Directory.LockAsync(bob, ada, default));
        Assert.IsType<AccountOutcome.Done>(await Directory.ChangeRoleAsync(cleo, Role.Scientist, ada, default));
        foreach (var former in new[] { bob, cleo, Guid.NewGuid() })
        {
            Assert.IsType<AccountOutcome.Refused>(await Directory.CreateAsync(new NewAccount("Dan", "dan@example.org", Role.Admin, Password), former, default));
            foreach (var change in new[]
            {
                Directory.UnlockAsync(bob, former, default), Directory.ChangeRoleAsync(cleo, Role.Admin, former, default), Directory.LockAsync(ada, former, default),
                Directory.ResetPasswordAsync(ada, PasswordSuggestion.New(), former, default), Directory.RenameAsync(ada, "Eve", former, default),
            })
                Assert.IsType<AccountOutcome.Refused>(await change);
        }
        await using var db = database.CreateDbContext();
        Assert.Equal(["Ada", "Bob", "Cleo"], await db.Users.OrderBy(u => u.DisplayName).Select(u => u.DisplayName).ToListAsync());
        Assert.Equal(ada, (await db.Users.SingleAsync(u => u.Role == Role.Admin && u.LockoutEnd == null)).Id);
    }

    [DatabaseFact]
    public async Task A_new_role_password_or_lock_ends_open_sessions()
    {
        await AddAsync("Ada", Role.Admin);
        var id = await AddAsync("Sam", Role.Scientist);
        var stamps = new HashSet<string?> { await StampAsync(id) };
        await Directory.ChangeRoleAsync(id, Role.Worker, null, default);
        Assert.True(stamps.Add(await StampAsync(id)));
        await Directory.ResetPasswordAsync(id, PasswordSuggestion.New(), null, default);
        Assert.True(stamps.Add(await StampAsync(id)));
        await Directory.LockAsync(id, null, default);
        Assert.True(stamps.Add(await StampAsync(id)));
    }

    [DatabaseFact]
    public async Task A_reset_password_is_the_only_one()
    {
        var id = await AddAsync("Sam", Role.Scientist);
        var next = PasswordSuggestion.New();
        Assert.IsType<AccountOutcome.Done>(await Directory.ResetPasswordAsync(id, next, null, default));
        using var scope = services.CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = (await users.FindByIdAsync(id.ToString()))!;
        Assert.True(await users.CheckPasswordAsync(account, next));
        Assert.False(await users.CheckPasswordAsync(account, Password));
    }

    [DatabaseFact]
    public async Task Accounts_are_found_by_part_of_name_or_address_and_come_in_pages()
    {
        foreach (var name in new[] { "Ada", "Adam", "Bob" })
            await AddAsync(name, Role.Worker);
        Assert.Equal(["Ada", "Adam"], (await Directory.ListAsync("ada", 0, 10, default)).Items.Select(a => a.DisplayName));
        var second = await Directory.ListAsync("", 1, 1, default);
        Assert.Equal(3, second.Total);
        Assert.Equal("Adam", Assert.Single(second.Items).DisplayName);
    }

    [DatabaseFact]
    public async Task Accounts_are_sorted_and_narrowed_by_column()
    {
        foreach (var (name, role) in new[] { ("Bob", Role.Worker), ("Ada", Role.Scientist), ("Cleo", Role.Worker) })
            await AddAsync(name, role);
        foreach (var key in new[] { "name", "email", "role", "since" })
            Assert.Equal(3, (await Directory.ListAsync("", 0, 10, default, order: new RowOrder(key, true))).Items.Count);
        Assert.Equal(["Ada", "Bob", "Cleo"], (await Directory.ListAsync("", 0, 10, default, order: new RowOrder("name"))).Items.Select(a => a.DisplayName));
        Assert.Equal(["Cleo", "Bob"], (await Directory.ListAsync("", 0, 10, default, Role.Worker, new RowOrder("name", true))).Items.Select(a => a.DisplayName));
    }

    private async Task<Guid> AddAsync(string name, Role role, PoolId? pool = null) => Assert.IsType<AccountOutcome.Done>(
        await Directory.CreateAsync(new NewAccount(name, $"{name.ToLowerInvariant()}@example.org", role, Password, pool is { } joined ? new PoolEntry(joined) : null), null, default)).Id;

    private async Task<string?> StampAsync(Guid id)
    {
        await using var db = database.CreateDbContext();
        return await db.Users.Where(a => a.Id == id).Select(a => a.SecurityStamp).SingleAsync();
    }
}

public sealed class SqliteAccountDirectoryTests(SqliteDatabaseFixture database) : AccountDirectoryContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlAccountDirectoryTests(PostgreSqlDatabaseFixture database) : AccountDirectoryContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerAccountDirectoryTests(SqlServerDatabaseFixture database) : AccountDirectoryContract(database), IClassFixture<SqlServerDatabaseFixture>;
