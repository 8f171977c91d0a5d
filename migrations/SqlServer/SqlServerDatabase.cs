using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Migrations.SqlServer;

/// <summary>SQL Server; the database exists already, its tables are made by the migrations.</summary>
public static class SqlServerDatabase
{
    public static DbContextOptionsBuilder UseSqlServerDatabase(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlServer(connectionString, o => o.MigrationsAssembly(typeof(SqlServerDatabase).Assembly.GetName().Name));
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
