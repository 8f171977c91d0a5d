using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Accounts;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Workers;

/// <summary>Links that let people into a pool.</summary>
public abstract class InvitationContract(DatabaseFixture database) : IAsyncLifetime
{
    private const string Password = "a long password for tests";

    private readonly ManualClock clock = new();
    private readonly ServiceProvider services = new ServiceCollection().AddAccountsOn(database).AddSingleton<WriteTransaction>().BuildServiceProvider();
    private PoolId pool;

    private InvitationService Service => new(services.GetRequiredService<WriteTransaction>(), database, services.GetRequiredService<AccountDirectory>(), new AuditLog(database, clock), clock);

    public async Task InitializeAsync()
    {
        await database.ClearAsync();
        // accounts are made by the clock of the wall
        clock.Move(DateTime.UtcNow - clock.Now);
        pool = Assert.IsType<CreatePoolOutcome.Created>(await services.GetRequiredService<PoolDirectory>().CreateAsync("Readers", PoolKind.Contractors, null, default)).Id;
    }

    public async Task DisposeAsync() => await services.DisposeAsync();

    [DatabaseFact]
    public async Task Whoever_has_the_link_becomes_a_worker_of_the_pool()
    {
        var link = await LinkAsync(uses: 2);
        Assert.Equal("Readers", Assert.IsType<OpenOutcome.Open>(await Service.OpenAsync(link, default)).Pool);
        Assert.IsType<AccountOutcome.Done>(await Service.SignUpAsync(link, "Wanda", "wanda@example.org", Password, default));
        await using var db = database.CreateDbContext();
        var account = await db.Users.SingleAsync();
        Assert.Equal((Role.Worker, "Wanda"), (account.Role, account.DisplayName));
        Assert.Equal(1, await db.PoolMembers.CountAsync(m => m.PoolId == pool));
        var row = Assert.Single(await Service.ListAsync(pool, default));
        Assert.Equal((InvitationState.Open, 1, 2, "Wanda"), (row.State, row.Uses, row.MaxUses, Assert.Single(row.Workers)));
        Assert.Contains(await db.AuditEntries.ToListAsync(), e => e.Action == "account.create" && e.Detail!.Contains($"invitation:{row.Id}", StringComparison.Ordinal));
    }

    [DatabaseFact]
    public async Task Only_the_hash_of_the_secret_is_kept()
    {
        var link = await LinkAsync();
        await using var db = database.CreateDbContext();
        var kept = await db.Invitations.SingleAsync();
        Assert.Equal(64, kept.SecretHash.Length);
        Assert.DoesNotContain(await db.AuditEntries.ToListAsync(), e => $"{e.Subject} {e.Detail}".Contains(link[22..], StringComparison.Ordinal));
    }

    [DatabaseFact]
    public async Task A_wrong_secret_opens_nothing()
    {
        var link = await LinkAsync();
        Assert.IsType<OpenOutcome.Unknown>(await Service.OpenAsync(link[..^1] + (link[^1] == 'A' ? 'B' : 'A'), default));
        Assert.IsType<OpenOutcome.Unknown>(await Service.OpenAsync(InvitationCode.New().ToString(), default));
        Assert.IsType<OpenOutcome.Unknown>(await Service.OpenAsync("", default));
        Assert.IsType<OpenOutcome.Unknown>(await Service.OpenAsync(new string('*', 64), default));
    }

    [DatabaseFact]
    public async Task It_ends_with_its_time_its_uses_or_when_it_is_taken_back()
    {
        var (late, spent, revoked) = (await LinkAsync(days: 2), await LinkAsync(), await LinkAsync());
        await Service.SignUpAsync(spent, "Wanda", "wanda@example.org", Password, default);
        await Service.RevokeAsync(InvitationCode.Parse(revoked)!.Id, Guid.NewGuid(), default);
        clock.Move(TimeSpan.FromDays(2));
        Assert.Equal(new OpenOutcome.Closed(InvitationState.Expired), await Service.OpenAsync(late, default));
        Assert.Equal(new OpenOutcome.Closed(InvitationState.UsedUp), await Service.OpenAsync(spent, default));
        Assert.Equal(new OpenOutcome.Closed(InvitationState.Revoked), await Service.OpenAsync(revoked, default));
        foreach (var link in (string[])[late, spent, revoked])
            Assert.IsType<AccountOutcome.Refused>(await Service.SignUpAsync(link, "Otto", "otto@example.org", Password, default));
        await using var db = database.CreateDbContext();
        Assert.Equal(1, await db.Users.CountAsync());
    }

    [DatabaseFact]
    public async Task A_refused_account_spends_nothing()
    {
        var link = await LinkAsync();
        Assert.IsType<AccountOutcome.Refused>(await Service.SignUpAsync(link, "Wanda", "wanda@example.org", "short", default));
        Assert.IsType<AccountOutcome.Done>(await Service.SignUpAsync(link, "Wanda", "wanda@example.org", Password, default));
    }

    [DatabaseFact]
    public async Task Of_two_who_come_at_once_by_the_last_use_one_gets_in()
    {
        var link = await LinkAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => Service.SignUpAsync(link, $"Worker {i}", $"worker{i}@example.org", Password, default))));
        Assert.Single(outcomes.OfType<AccountOutcome.Done>());
        await using var db = database.CreateDbContext();
        Assert.Equal((1, 1, 1), (await db.Users.CountAsync(), await db.PoolMembers.CountAsync(), await db.InvitationUses.CountAsync()));
    }

    [DatabaseFact]
    public async Task A_worker_joins_with_his_account_and_a_member_spends_nothing()
    {
        var (first, second) = (await LinkAsync(), await LinkAsync());
        await services.GetRequiredService<AccountDirectory>().CreateAsync(new NewAccount("Wanda", "wanda@example.org", Role.Worker, Password), null, default);
        await using var db = database.CreateDbContext();
        var worker = await db.Workers.Select(w => w.Id).SingleAsync();
        Assert.True(await Service.JoinAsync(first, worker, default));
        Assert.True(await Service.JoinAsync(second, worker, default));
        Assert.False(await Service.JoinAsync(first, worker, default));
        Assert.Equal([(0, InvitationState.Open), (1, InvitationState.UsedUp)], (await Service.ListAsync(pool, default)).Select(r => (r.Uses, r.State)).Order());
    }

    [DatabaseTheory]
    [InlineData(0, 1)]
    [InlineData(91, 1)]
    [InlineData(7, 0)]
    [InlineData(7, 1001)]
    public async Task What_is_out_of_range_is_refused(int days, int uses) =>
        Assert.IsType<InviteOutcome.Refused>(await Service.CreateAsync(pool, days, uses, null, Guid.NewGuid(), default));

    private async Task<string> LinkAsync(int days = 7, int uses = 1)
    {
        clock.Move(TimeSpan.FromMilliseconds(1));
        return Assert.IsType<InviteOutcome.Created>(await Service.CreateAsync(pool, days, uses, "for Wanda", Guid.NewGuid(), default)).Code.ToString();
    }
}

public sealed class SqliteInvitationTests(SqliteDatabaseFixture database) : InvitationContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlInvitationTests(PostgreSqlDatabaseFixture database) : InvitationContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerInvitationTests(SqlServerDatabaseFixture database) : InvitationContract(database), IClassFixture<SqlServerDatabaseFixture>;
