using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Migrations.SqlServer;

/// <summary>SQL Server; the database exists already, its tables are made by the migrations.</summary>
public static class SqlServerDatabase
{
    public static DbContextOptionsBuilder UseSqlServerDatabase(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlServer(connectionString, o => o.MigrationsAssembly(typeof(SqlServerDatabase).Assembly.GetName().Name)).ReplaceService<IModelCustomizer, SqlServerModel>()
            .UseKind(SqlServerKind.Only);

    /// <summary>
    /// Readers must not wait for writers: without row versions a count can miss rows that move meanwhile, and reads become victims of deadlocks. Null when the database is set
    /// up so, or does not exist yet (one that the migrations create is).
    /// </summary>
    public static async Task<string?> SettingFaultAsync(AppDb db, CancellationToken ct)
    {
        if (!await db.GetService<IRelationalDatabaseCreator>().ExistsAsync(ct))
            return null;
        var versions = await db.Database.SqlQueryRaw<bool>("select is_read_committed_snapshot_on as Value from sys.databases where database_id = db_id()").ToListAsync(ct);
        return versions is [true] ? null
            : "The database must keep row versions for readers. Say once: ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE";
    }
}

internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<AppDb>
{
    public AppDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<AppDb>();
        options.UseSqlServerDatabase("Server=localhost;Database=design");
        return new AppDb(options.Options);
    }
}
