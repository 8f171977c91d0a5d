using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Audit;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Tests.Data;

public abstract class ModelContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task The_migrations_made_every_table()
    {
        await using var db = database.CreateDbContext();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Equal(0, await db.Assignments.CountAsync());
    }

    [DatabaseFact]
    public void The_migrations_match_the_model()
    {
        using var db = database.CreateDbContext();
        Assert.False(db.Database.HasPendingModelChanges(), "run eng/add-migration.sh");
    }

    [DatabaseFact]
    public async Task Times_come_back_as_UTC_with_milliseconds()
    {
        var at = new DateTime(2026, 3, 29, 1, 59, 59, 123, DateTimeKind.Utc).AddTicks(4567);
        var entry = new AuditEntry(at, null, "test.time", "test:1", null);
        await using (var db = database.CreateDbContext())
        {
            db.Add(entry);
            await db.SaveChangesAsync();
        }
        await using (var db = database.CreateDbContext())
        {
            var read = await db.AuditEntries.AsNoTracking().SingleAsync(e => e.Id == entry.Id);
            Assert.Equal(DateTimeKind.Utc, read.At.Kind);
            Assert.Equal(new DateTime(2026, 3, 29, 1, 59, 59, 123, DateTimeKind.Utc), read.At);
        }
    }

    [DatabaseFact]
    public async Task Enums_are_stored_under_their_names()
    {
        await using var db = database.CreateDbContext();
        db.Add(new Pool("stored enum", PoolKind.Crowd, DateTime.UtcNow));
        await db.SaveChangesAsync();
        var kinds = await db.Database.SqlQueryRaw<string>("""select "Kind" as "Value" from "Pools" where "Name" = 'stored enum'""").ToListAsync();
        Assert.Equal(["Crowd"], kinds);
    }

    [DatabaseFact]
    public async Task A_worker_needs_an_account()
    {
        await using var db = database.CreateDbContext();
        db.Add(new Worker(Guid.CreateVersion7(), "nobody", DateTime.UtcNow));
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }

    [DatabaseFact]
    public async Task Clearing_deletes_every_row()
    {
        await using var db = database.CreateDbContext();
        var account = new Account("Ada", "ada@example.org", Role.Worker, DateTime.UtcNow);
        db.AddRange(account, new Worker(account.Id, "Ada", DateTime.UtcNow));
        await db.SaveChangesAsync();
        await database.ClearAsync();
        Assert.Equal(0, await db.Users.CountAsync());
    }
}

public sealed class SqliteModelTests(SqliteDatabaseFixture database) : ModelContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlModelTests(PostgreSqlDatabaseFixture database) : ModelContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerModelTests(SqlServerDatabaseFixture database) : ModelContract(database), IClassFixture<SqlServerDatabaseFixture>;
