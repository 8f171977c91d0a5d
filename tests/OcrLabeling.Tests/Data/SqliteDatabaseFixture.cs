using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Migrations.Sqlite;

namespace OcrLabeling.Tests.Data;

/// <summary>A file of its own in the temporary folder, copied from one that was migrated once per run.</summary>
public sealed class SqliteDatabaseFixture : DatabaseFixture
{
    private static readonly Lazy<Task<string>> template = new(MigrateTemplateAsync);

    private readonly string folder = Directory.CreateTempSubdirectory("ocrlabeling-tests-").FullName;

    public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public string ConnectionString => $"Data Source={Path.Combine(folder, "test.db")}";

    public override Task DisposeAsync()
    {
        using (var connection = new SqliteConnection(ConnectionString))
            SqliteConnection.ClearPool(connection);
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    protected override async Task UseDatabaseAsync(DbContextOptionsBuilder builder)
    {
        File.Copy(await template.Value, Path.Combine(folder, "test.db"));
        builder.UseSqliteDatabase(ConnectionString);
    }

    private static async Task<string> MigrateTemplateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ocrlabeling-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var file = Path.Combine(folder, "template.db");
        var builder = new DbContextOptionsBuilder<AppDb>();
        // closing the last connection folds the write-ahead log into the file
        builder.UseSqliteDatabase($"Data Source={file};Pooling=False");
        await using var db = new AppDb(builder.Options);
        await db.Database.MigrateAsync();
        return file;
    }
}
