using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Migrations.PostgreSql;

/// <summary>PostgreSQL; the database exists already, its tables are made by the migrations.</summary>
public static class PostgreSqlDatabase
{
    public static DbContextOptionsBuilder UsePostgreSqlDatabase(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(Prepared(connectionString), o => o.MigrationsAssembly(typeof(PostgreSqlDatabase).Assembly.GetName().Name)).UseKind(PostgreSqlKind.Only);

    /// <summary>
    /// Statements that come again are planned once for each connection; <c>Max Auto Prepare=0</c> in the connection string turns it off. Nothing of a session is changed, so nothing is reset when it goes
    /// back to the pool.
    /// </summary>
    private static string Prepared(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        if (parts.MaxAutoPrepare == 0 && !connectionString.Contains("Auto", StringComparison.OrdinalIgnoreCase))
            parts.MaxAutoPrepare = 100;
        parts.NoResetOnClose = true;
        return parts.ConnectionString;
    }
}

internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<AppDb>
{
    public AppDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<AppDb>();
        options.UsePostgreSqlDatabase("Host=localhost;Database=design");
        return new AppDb(options.Options);
    }
}
