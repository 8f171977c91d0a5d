using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Tests.Data;

/// <summary>
/// A migrated, empty database for one test class. A contract is an abstract class over it, with one subclass per provider:
/// <code>
/// public abstract class PoolsContract(DatabaseFixture database) { [DatabaseFact] public async Task A_name_is_used_once() ... }
/// public sealed class SqlitePoolsTests(SqliteDatabaseFixture database) : PoolsContract(database), IClassFixture&lt;SqliteDatabaseFixture&gt;;
/// public sealed class PostgreSqlPoolsTests(PostgreSqlDatabaseFixture database) : PoolsContract(database), IClassFixture&lt;PostgreSqlDatabaseFixture&gt;;
/// public sealed class SqlServerPoolsTests(SqlServerDatabaseFixture database) : PoolsContract(database), IClassFixture&lt;SqlServerDatabaseFixture&gt;;
/// </code>
/// Where a provider is not available, <see cref="DatabaseFactAttribute"/> reports the tests as skipped, with the reason.
/// </summary>
public abstract class DatabaseFixture : IDbContextFactory<AppDb>, IAsyncLifetime
{
    private DbContextOptions<AppDb>? options;

    public abstract DatabaseProvider Provider { get; }

    public AppDb CreateDbContext() => new(options ?? throw new InvalidOperationException("The fixture is not initialised."));

    public virtual async Task InitializeAsync()
    {
        var builder = new DbContextOptionsBuilder<AppDb>();
        await UseDatabaseAsync(builder);
        options = builder.Options;
    }

    public abstract Task DisposeAsync();

    /// <summary>Deletes every row of every table but the one that the steps make: the default project.</summary>
    public async Task ClearAsync()
    {
        await using var db = CreateDbContext();
        var left = db.Model.GetEntityTypes().Where(t => !t.IsOwned()).ToHashSet();
        while (left.Count > 0)
        {
            // children first
            var next = left.First(t => !t.GetReferencingForeignKeys().Any(k => k.DeclaringEntityType != t && left.Contains(k.DeclaringEntityType)));
            if (next.ClrType == typeof(Project))
                await db.Projects.Where(p => p.Id != Project.DefaultId).ExecuteDeleteAsync();
            else
#pragma warning disable EF1002 // names of our own model
                await db.Database.ExecuteSqlRawAsync($"delete from {db.GetService<ISqlGenerationHelper>().DelimitIdentifier(next.GetTableName()!)}");
#pragma warning restore EF1002
            left.Remove(next);
        }
    }

    protected abstract Task UseDatabaseAsync(DbContextOptionsBuilder builder);
}
