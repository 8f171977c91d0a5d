using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OcrLabeling.Core.Data;
using OcrLabeling.Migrations.SqlServer;

namespace OcrLabeling.Tests.Data;

/// <summary>What can be said about the model and the SQL Server migration without a server.</summary>
public sealed class ModelTests : IDisposable
{
    private readonly AppDb db = new((DbContextOptions<AppDb>)new DbContextOptionsBuilder<AppDb>().UseSqlServerDatabase("Server=nowhere;Database=none").Options);

    public void Dispose() => db.Dispose();

    [Fact]
    public void Every_string_column_has_a_maximum_length()
    {
        var unbounded = db.Model.GetEntityTypes().SelectMany(t => t.GetProperties())
            .Where(p => p.ClrType == typeof(string) && p.GetMaxLength() is null).Select(p => $"{p.DeclaringType.Name}.{p.Name}");
        Assert.Empty(unbounded);
    }

    [Fact]
    public void Every_enum_column_holds_text()
    {
        var numbers = db.Model.GetEntityTypes().SelectMany(t => t.GetProperties())
            .Where(p => (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType).IsEnum && p.GetProviderClrType() != typeof(string) && p.FindTypeMapping()?.Converter?.ProviderClrType != typeof(string))
            .Select(p => $"{p.DeclaringType.Name}.{p.Name}");
        Assert.Empty(numbers);
    }

    [Fact]
    public void The_SQL_Server_migrations_match_the_model() => Assert.False(db.Database.HasPendingModelChanges(), "run eng/add-migration.sh");

    [Fact]
    public void The_SQL_Server_script_makes_every_table_and_no_generated_values()
    {
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        foreach (var table in db.Model.GetEntityTypes().Where(t => !t.IsOwned()).Select(t => t.GetTableName()))
            Assert.Contains($"CREATE TABLE [{table}]", script, StringComparison.Ordinal);
        Assert.DoesNotContain("IDENTITY", script, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("rowversion", script, StringComparison.OrdinalIgnoreCase);
    }
}
