using System.Data.SqlTypes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Migrations.SqlServer;

namespace OcrLabeling.Tests.Data;

/// <summary>What can be said about the model and the SQL Server migration without a server.</summary>
public sealed class ModelTests : IDisposable
{
    private readonly AppDb db = new((DbContextOptions<AppDb>)new DbContextOptionsBuilder<AppDb>().UseSqlServerDatabase("Server=nowhere;Database=none").Options);

    public void Dispose() => db.Dispose();

    private IEnumerable<IProperty> Properties() => db.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(t => t.GetProperties().Concat(t.GetComplexProperties().SelectMany(c => c.ComplexType.GetProperties())));

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
    public void Every_text_column_is_compared_by_its_characters()
    {
        var lax = Properties().Where(p => p.GetTypeMapping().Converter?.ProviderClrType == typeof(string) || p.ClrType == typeof(string))
            .Where(p => p.GetCollation() != "Latin1_General_100_BIN2").Select(p => $"{p.DeclaringType.Name}.{p.Name}");
        Assert.Empty(lax);
    }

    [Fact]
    public void Ids_are_stored_so_that_SQL_Server_sorts_them_by_their_time()
    {
        var ids = Enumerable.Range(0, 50).Select(i => new TaskId(Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddDays(i * 300)))).ToList();
        var converter = db.Model.FindEntityType(typeof(LabelingTask))!.FindProperty(nameof(LabelingTask.Id))!.GetTypeMapping().Converter!;
        var stored = ids.Select(id => (Guid)converter.ConvertToProvider(id)!).ToList();
        Assert.Equal(stored, stored.OrderBy(id => new SqlGuid(id)));
        Assert.Equal(ids, stored.Select(id => (TaskId)converter.ConvertFromProvider(id)!));
    }

    [Fact]
    public void No_clustered_key_is_longer_than_SQL_Server_takes()
    {
        var tooLong = db.Model.GetEntityTypes().Where(t => !t.IsOwned()).Where(t => t.FindPrimaryKey()!.Properties.Sum(p => p.ClrType == typeof(string) ? 2 * p.GetMaxLength()!.Value : 16) > 900);
        Assert.Empty(tooLong.Select(t => t.Name));
    }

    [Fact]
    public void The_SQL_Server_script_makes_every_table_and_no_generated_values()
    {
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        foreach (var table in db.Model.GetEntityTypes().Where(t => !t.IsOwned()).Select(t => t.GetTableName()))
            Assert.Contains($"CREATE TABLE [{table}]", script, StringComparison.Ordinal);
        // of a column; the script also asks whether a table it inserts into has one
        Assert.DoesNotContain("NULL IDENTITY", script, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("rowversion", script, StringComparison.OrdinalIgnoreCase);
    }
}
