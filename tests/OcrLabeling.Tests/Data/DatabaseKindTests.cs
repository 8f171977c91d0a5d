using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Workers;
using OcrLabeling.Migrations.PostgreSql;
using OcrLabeling.Migrations.Sqlite;

namespace OcrLabeling.Tests.Data;

public sealed class DatabaseKindTests
{
    [Theory]
    [InlineData("23505", true)]
    [InlineData("40P01", true)]
    [InlineData("22001", false)]
    [InlineData("23514", false)]
    [InlineData("42601", false)]
    public void PostgreSQL_does_again_what_lost_to_somebody_else(string state, bool mayPass) => Assert.Equal(mayPass, PostgreSqlKind.Only.MayPass(new PostgresException("said", "ERROR", "ERROR", state)));

    [Theory]
    [InlineData(5, 5, true)]
    [InlineData(19, 2067, true)]
    [InlineData(19, 1299, false)]
    [InlineData(1, 1, false)]
    [InlineData(13, 13, false)]
    public void SQLite_does_again_what_lost_to_somebody_else(int code, int extended, bool mayPass) => Assert.Equal(mayPass, SqliteKind.Only.MayPass(new SqliteException("said", code, extended)));
}

public abstract class WriteTransactionContract(DatabaseFixture database)
{
    [DatabaseFact]
    public async Task What_cannot_pass_is_tried_once_and_what_can_several_times_and_each_is_logged()
    {
        var logger = new Counter();
        using var transaction = new WriteTransaction(database, logger);
        var tries = 0;
        await Assert.ThrowsAnyAsync<DbException>(() => transaction.RunAsync(db =>
        {
            tries++;
            return db.Database.ExecuteSqlRawAsync("this is no statement");
        }, default));
        Assert.Equal((1, 0), (tries, logger.Lines));

        tries = 0;
        var account = new Account("Twice", $"{Guid.NewGuid():N}@example.org", Role.Worker, DateTime.UtcNow);
        await using (var db = database.CreateDbContext())
        {
            db.Add(account);
            await db.SaveChangesAsync();
        }
        Task<int> Insert(AppDb db)
        {
            db.Add(new Worker(account.Id, "Twice", DateTime.UtcNow));
            return db.SaveChangesAsync();
        }
        Assert.Equal(1, await transaction.RunAsync(Insert, default));
        await Assert.ThrowsAsync<DbUpdateException>(() => transaction.RunAsync(db =>
        {
            tries++;
            return Insert(db);
        }, default));
        Assert.Equal((6, 5), (tries, logger.Lines));
    }

    private sealed class Counter : ILogger<WriteTransaction>
    {
        public int Lines { get; private set; }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines++;
    }
}

public sealed class SqliteWriteTransactionTests(SqliteDatabaseFixture database) : WriteTransactionContract(database), IClassFixture<SqliteDatabaseFixture>;

public sealed class PostgreSqlWriteTransactionTests(PostgreSqlDatabaseFixture database) : WriteTransactionContract(database), IClassFixture<PostgreSqlDatabaseFixture>;

public sealed class SqlServerWriteTransactionTests(SqlServerDatabaseFixture database) : WriteTransactionContract(database), IClassFixture<SqlServerDatabaseFixture>;
