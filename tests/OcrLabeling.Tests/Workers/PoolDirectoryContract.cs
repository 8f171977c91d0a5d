using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;
using OcrLabeling.Tests.Accounts;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Tests.Workers;

public abstract class PoolDirectoryContract(DatabaseFixture database) : IAsyncLifetime
{
    private readonly ServiceProvider services = AccountServices.On(database);

    private PoolDirectory Pools => services.GetRequiredService<PoolDirectory>();

    public Task InitializeAsync() => database.ClearAsync();

    public async Task DisposeAsync() => await services.DisposeAsync();

    [DatabaseFact]
    public async Task A_name_is_used_once()
    {
        Assert.IsType<CreatePoolOutcome.Created>(await Pools.CreateAsync("  Crowd ", PoolKind.Crowd, null, default));
        Assert.IsType<CreatePoolOutcome.Refused>(await Pools.CreateAsync("Crowd", PoolKind.Contractors, null, default));
        Assert.IsType<CreatePoolOutcome.Refused>(await Pools.CreateAsync("  ", PoolKind.Crowd, null, default));
        Assert.Equal(PoolKind.Crowd, Assert.Single(await services.GetRequiredService<PoolList>().ListAsync(default)).Kind);
    }

    [DatabaseFact]
    public async Task Of_many_who_give_one_name_at_once_one_makes_the_pool()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Pools.CreateAsync("Crowd", PoolKind.Crowd, null, default))));
        Assert.Single(outcomes.OfType<CreatePoolOutcome.Created>());
        Assert.Equal(7, outcomes.OfType<CreatePoolOutcome.Refused>().Count());
    }

    [DatabaseFact]
    public async Task Workers_join_once_and_leave()
    {
        var pool = Assert.IsType<CreatePoolOutcome.Created>(await Pools.CreateAsync("Crowd", PoolKind.Crowd, null, default)).Id;
        await services.GetRequiredService<AccountDirectory>().CreateAsync(new NewAccount("Wanda", "wanda@example.org", Role.Worker, "a long password for tests"), null, default);
        var worker = Assert.Single((await Pools.MembersAsync(pool, "", 10, default)).Items);
        Assert.False(worker.IsMember);

        await Pools.AddMemberAsync(pool, worker.WorkerId, null, default);
        await Pools.AddMemberAsync(pool, worker.WorkerId, null, default);
        Assert.Equal(1, Assert.Single(await services.GetRequiredService<PoolList>().ListAsync(default)).MemberCount);
        await Pools.RemoveMemberAsync(pool, worker.WorkerId, null, default);
        Assert.False(Assert.Single((await Pools.MembersAsync(pool, "", 10, default)).Items).IsMember);

        var log = await services.GetRequiredService<AuditTrail>().ListAsync("pool.", 0, 10, default);
        Assert.Equal(["pool.create", "pool.join", "pool.leave"], log.Items.Select(e => e.Action).Order());
        Assert.Equal(3, log.Total);
    }

    [DatabaseFact]
    public async Task Of_many_workers_members_come_first_and_the_others_are_found_by_name_or_mail()
    {
        var pool = Assert.IsType<CreatePoolOutcome.Created>(await Pools.CreateAsync("Crowd", PoolKind.Crowd, null, default)).Id;
        foreach (var name in new[] { "Ada", "Bo", "Çelik", "Dora" })
            await services.GetRequiredService<AccountDirectory>().CreateAsync(new NewAccount(name, $"{name.Replace('Ç', 'c')}@example.org", Role.Worker, "a long password for tests"), null, default);
        var dora = Assert.Single((await Pools.MembersAsync(pool, "dora", 10, default)).Items);
        await Pools.AddMemberAsync(pool, dora.WorkerId, null, default);
        var first = await Pools.MembersAsync(pool, "", 2, default);
        Assert.Equal(4, first.Total);
        Assert.Equal([("Dora", true), ("Ada", false)], first.Items.Select(w => (w.DisplayName, w.IsMember)));
        Assert.Equal("Çelik", Assert.Single((await Pools.MembersAsync(pool, "Çel", 10, default)).Items).DisplayName);
        Assert.Equal("Bo", Assert.Single((await Pools.MembersAsync(pool, "BO@example", 10, default)).Items).DisplayName);
    }
}

public sealed class SqlitePoolDirectoryTests(SqliteDatabaseFixture database) : PoolDirectoryContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlPoolDirectoryTests(PostgreSqlDatabaseFixture database) : PoolDirectoryContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerPoolDirectoryTests(SqlServerDatabaseFixture database) : PoolDirectoryContract(database), IClassFixture<SqlServerDatabaseFixture>;
