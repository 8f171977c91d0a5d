using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using OcrLabeling.Core.Access;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Migrations.PostgreSql;
using OcrLabeling.Migrations.Sqlite;

namespace OcrLabeling.Tests.Data;

/// <summary>
/// A filled database of a released version is brought up to this one. The rows are those that the browser journeys left in the tables of that
/// version (eng/database-rows.py). When steps are released, add them to <see cref="ReleasedStepTests"/>, and rows of that version here.
/// </summary>
public abstract class UpgradeContract : IAsyncLifetime
{
    /// <summary>What tables were called in released versions, by their names now.</summary>
    private static readonly Dictionary<string, string> formerNames = new() { ["GoldDisputes"] = "GoldContests", ["PaceTotals"] = "PaceTallies", ["WorkTotals"] = "WorkTallies" };

    private DbContextOptions<AppDb> options = null!;

    public async Task InitializeAsync()
    {
        var builder = new DbContextOptionsBuilder<AppDb>();
        await UseEmptyDatabaseAsync(builder);
        options = builder.Options;
    }

    public abstract Task DisposeAsync();

    /// <summary>A database without tables.</summary>
    protected abstract Task UseEmptyDatabaseAsync(DbContextOptionsBuilder builder);

    [DatabaseTheory]
    [InlineData("Initial", "Initial-team.jsonl")]
    [InlineData("Initial", "Initial-crowd.jsonl")]
    public async Task A_filled_database_of_a_released_version_is_brought_up_without_loss(string step, string file)
    {
        var rows = await ReadAsync(file);
        await using (var db = new AppDb(options))
        {
            await db.GetService<IMigrator>().MigrateAsync(step);
            await FillAsync(db, rows);
        }

        await using (var db = new AppDb(options))
            Assert.Null(await SchemaUpdate.ApplyAsync(db, CancellationToken.None));

        await using var upgraded = new AppDb(options);
        Assert.Empty(await upgraded.Database.GetPendingMigrationsAsync());
        Assert.Equal([Project.DefaultId], await upgraded.Projects.Select(p => p.Id).ToListAsync());
        Assert.True(await upgraded.Documents.AllAsync(d => d.ProjectId == Project.DefaultId) && await upgraded.Batches.AllAsync(b => b.ProjectId == Project.DefaultId));
        foreach (var type in upgraded.Model.GetEntityTypes().Where(t => !t.IsOwned() && t.ClrType != typeof(Project)))
        {
            var name = type.GetTableName()!;
            Assert.Equal((name, rows.Count(r => r.Table == name || r.Table == formerNames.GetValueOrDefault(name))), (name, await CountAsync(upgraded, type.ClrType)));
        }
        Assert.Equal(Texts(rows, "Answers"), (await upgraded.Answers.Select(a => new { a.Id, a.Text }).ToListAsync()).ToDictionary(a => a.Id.Value, a => a.Text));
        Assert.Equal(Texts(rows, "Words"), (await upgraded.Words.Select(w => new { w.Id, w.Text }).ToListAsync()).ToDictionary(w => w.Id.Value, w => (string?)w.Text));
        using var transaction = new WriteTransaction(new Contexts(options));
        Assert.Empty(await new TotalsRecount(transaction, new Contexts(options)).CheckAsync(null, CancellationToken.None));
    }

    [DatabaseFact]
    public async Task A_database_of_a_later_version_is_refused_and_stays_as_it_is()
    {
        await using var db = new AppDb(options);
        Assert.Null(await SchemaUpdate.ApplyAsync(db, CancellationToken.None));
        await db.Database.ExecuteSqlRawAsync("""insert into "__EFMigrationsHistory" ("MigrationId", "ProductVersion") values ('29990101000000_Later', '99.0.0')""");
        Assert.Contains("29990101000000_Later", await SchemaUpdate.ApplyAsync(db, CancellationToken.None), StringComparison.Ordinal);
        Assert.Equal([.. db.Database.GetMigrations(), "29990101000000_Later"], await db.Database.GetAppliedMigrationsAsync());
    }

    private static Dictionary<Guid, string?> Texts(List<Row> rows, string table) => rows.Where(r => r.Table == table)
        .ToDictionary(r => r.Values["Id"].GetGuid(), r => r.Values.TryGetValue("Text", out var text) ? text.GetString() : null);

    // every row through the model: a value that this version cannot read fails here
    private static async Task<int> CountAsync(AppDb db, Type type)
    {
        var rows = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(type).Invoke(db, [])!;
        return (await rows.AsNoTracking().ToListAsync()).Count;
    }

    private static async Task<List<Row>> ReadAsync(string file)
    {
        var rows = new List<Row>();
        await foreach (var line in File.ReadLinesAsync(Repository.File($"tests/OcrLabeling.Tests/Data/Released/{file}")))
            rows.Add(JsonSerializer.Deserialize<Row>(line, JsonSerializerOptions.Web)!);
        return rows;
    }

    private static async Task FillAsync(AppDb db, List<Row> rows)
    {
        var names = db.GetService<ISqlGenerationHelper>();
        await db.Database.OpenConnectionAsync();
        var connection = db.Database.GetDbConnection();
        await using var transaction = await connection.BeginTransactionAsync();
        var types = new Dictionary<string, Dictionary<string, Type>>();
        foreach (var row in rows)
        {
            if (!types.TryGetValue(row.Table, out var columns))
                types[row.Table] = columns = await ColumnsAsync(connection, transaction, names.DelimitIdentifier(row.Table));
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"insert into {names.DelimitIdentifier(row.Table)} ({string.Join(", ", row.Values.Keys.Select(names.DelimitIdentifier))}) values ({string.Join(", ", row.Values.Keys.Select((_, i) => $"@p{i}"))})";
            foreach (var (i, (column, value)) in row.Values.Index())
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{i}";
                parameter.Value = Value(value, columns[column]);
                command.Parameters.Add(parameter);
            }
            await command.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }

    private static async Task<Dictionary<string, Type>> ColumnsAsync(DbConnection connection, DbTransaction transaction, string table)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"select * from {table} where 1 = 0";
        await using var reader = await command.ExecuteReaderAsync();
        return Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetFieldType);
    }

    // as SQLite stores it, or as the column wants it
    private static object Value(JsonElement value, Type type) => value.ValueKind switch
    {
        JsonValueKind.Object => value.GetProperty("base64").GetBytesFromBase64(),
        JsonValueKind.Number when type == typeof(bool) => value.GetInt32() != 0,
        JsonValueKind.Number when type == typeof(double) => value.GetDouble(),
        JsonValueKind.Number when type == typeof(int) => value.GetInt32(),
        JsonValueKind.Number => value.GetInt64(),
        _ when type == typeof(Guid) => value.GetGuid(),
        _ when type == typeof(DateTime) => DateTime.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        _ when type == typeof(DateTimeOffset) => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        _ => value.GetString()!,
    };

    private sealed record Row(string Table, [property: JsonPropertyName("row")] Dictionary<string, JsonElement> Values);

    private sealed class Contexts(DbContextOptions<AppDb> options) : IDbContextFactory<AppDb>
    {
        public AppDb CreateDbContext() => new(options);
    }
}

public sealed class SqliteUpgradeTests : UpgradeContract, IClassFixture<SqliteDatabaseFixture>
{
    private readonly string folder = Directory.CreateTempSubdirectory("ocrlabeling-tests-").FullName;

    public override Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    protected override Task UseEmptyDatabaseAsync(DbContextOptionsBuilder builder)
    {
        builder.UseSqliteDatabase($"Data Source={Path.Combine(folder, "test.db")};Pooling=False");
        return Task.CompletedTask;
    }
}

public sealed class PostgreSqlUpgradeTests : UpgradeContract, IClassFixture<PostgreSqlDatabaseFixture>
{
    public override Task DisposeAsync() => Task.CompletedTask;

    protected override async Task UseEmptyDatabaseAsync(DbContextOptionsBuilder builder) =>
        builder.UsePostgreSqlDatabase(await PostgreSqlDatabaseFixture.EmptyAsync() + ";Pooling=False");
}
