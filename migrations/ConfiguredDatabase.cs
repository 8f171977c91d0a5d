using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;
using OcrLabeling.Migrations.PostgreSql;
using OcrLabeling.Migrations.Sqlite;
using OcrLabeling.Migrations.SqlServer;

namespace OcrLabeling.Migrations;

/// <summary>The provider the configuration names. Compiled into the host and the command line, the two programs that know all three.</summary>
internal static class ConfiguredDatabase
{
    public const string SqliteFile = "ocrlabeling.db";

    /// <summary>Of all providers.</summary>
    public static IReadOnlyList<DatabaseKind> Kinds { get; } = [SqliteKind.Only, PostgreSqlKind.Only, SqlServerKind.Only];

    public static DbContextOptionsBuilder UseConfiguredDatabase(this DbContextOptionsBuilder options, DatabaseOptions database, StorageOptions storage) =>
        database.Provider switch
        {
            DatabaseProvider.SqlServer => options.UseSqlServerDatabase(database.ConnectionString),
            DatabaseProvider.PostgreSql => options.UsePostgreSqlDatabase(database.ConnectionString),
            _ => options.UseSqliteDatabase(database.ConnectionString is { Length: > 0 } given ? given : $"Data Source={storage.PathOf(SqliteFile)}"),
        };

    /// <summary>Brings the tables to this version's.</summary>
    /// <param name="isAlone">No other program uses the database: an update that stands in it as unfinished was cut off. With SQLite only.</param>
    /// <returns>Why the database cannot be used, or null.</returns>
    public static async Task<string?> BringUpAsync(AppDb db, DatabaseProvider provider, bool isAlone, CancellationToken ct) => provider switch
    {
        DatabaseProvider.SqlServer => await SqlServerDatabase.SettingFaultAsync(db, ct),
        DatabaseProvider.Sqlite => await SqliteDatabase.UpdateFaultAsync(db, isAlone, ct),
        _ => null,
    } ?? await SchemaUpdate.ApplyAsync(db, ct);
}
