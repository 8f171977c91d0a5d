using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Migrations.Sqlite;

/// <summary>SQLite, the embedded default: one file, no server.</summary>
public static class SqliteDatabase
{
    public static DbContextOptionsBuilder UseSqliteDatabase(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString, o => o.MigrationsAssembly(typeof(SqliteDatabase).Assembly.GetName().Name)).AddInterceptors(new PragmaInterceptor())
            .UseKind(SqliteKind.Only);

    /// <summary>
    /// Opens the database for writing, before anything opens it to read only: one that is empty or not there yet becomes a database. Null when its tables may be updated: Entity Framework waits
    /// without end for an update that is under way, and one that was cut off (a kill at the first start) stays under way for ever.
    /// </summary>
    /// <param name="isAlone">Nobody else can be at it.</param>
    public static async Task<string?> UpdateFaultAsync(AppDb db, bool isAlone, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'";
            if (await command.ExecuteScalarAsync(ct) is 0L)
                return null;
            if (isAlone)
            {
                command.CommandText = "DELETE FROM \"__EFMigrationsLock\"";
                await command.ExecuteNonQueryAsync(ct);
                return null;
            }
            command.CommandText = "SELECT COUNT(*) FROM \"__EFMigrationsLock\"";
            return await command.ExecuteScalarAsync(ct) is 0L ? null : "The database is being brought to this version by a server, or was when that ended. Wait for the server, or start it.";
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Write-ahead log: readers never wait for the writer, and a writer waits its turn instead of failing.</summary>
    private sealed class PragmaInterceptor : DbConnectionInterceptor
    {
        private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=30000; PRAGMA foreign_keys=ON;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<AppDb>
{
    public AppDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<AppDb>();
        options.UseSqliteDatabase("Data Source=design.db");
        return new AppDb(options.Options);
    }
}
