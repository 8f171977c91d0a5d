using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Migrations.PostgreSql;

/// <summary>PostgreSQL; the database exists already, its tables are made by the migrations.</summary>
public static class PostgreSqlDatabase
{
    public static DbContextOptionsBuilder UsePostgreSqlDatabase(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString, o => o.MigrationsAssembly(typeof(PostgreSqlDatabase).Assembly.GetName().Name));
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
