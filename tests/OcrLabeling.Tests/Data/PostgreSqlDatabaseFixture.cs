using Microsoft.EntityFrameworkCore;
using Npgsql;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Templates;
using OcrLabeling.Migrations.PostgreSql;

namespace OcrLabeling.Tests.Data;

/// <summary>A database of its own on the run's <see cref="PostgreSqlServer"/>, copied from one that was migrated once per run.</summary>
public sealed class PostgreSqlDatabaseFixture : DatabaseFixture
{
    private const string Template = "migrated";

    private static readonly Lazy<Task<PostgreSqlServer>> server = new(StartAsync);

    // CREATE DATABASE takes the template for itself
    private static readonly SemaphoreSlim creating = new(1);

    public override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    public string ConnectionString { get; private set; } = "";

    public override Task DisposeAsync()
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
        return Task.CompletedTask;
    }

    /// <summary>The connection string of a new database without tables.</summary>
    public static Task<string> EmptyAsync() => CreateAsync("template0");

    protected override async Task UseDatabaseAsync(DbContextOptionsBuilder builder)
    {
        ConnectionString = await CreateAsync(Template);
        builder.UsePostgreSqlDatabase(ConnectionString);
    }

    private static async Task<string> CreateAsync(string template)
    {
        var running = await server.Value;
        var name = $"test_{Guid.NewGuid():N}";
        await creating.WaitAsync();
        try
        {
            await running.CreateDatabaseAsync(name, template);
        }
        finally
        {
            creating.Release();
        }
        return running.ConnectionString(name);
    }

    private static async Task<PostgreSqlServer> StartAsync()
    {
        var started = await PostgreSqlServer.StartAsync();
        await started.CreateDatabaseAsync(Template, "template0");
        var builder = new DbContextOptionsBuilder<AppDb>();
        builder.UsePostgreSqlDatabase(started.ConnectionString(Template) + ";Pooling=False");
        await using var db = new AppDb(builder.Options);
        await db.Database.MigrateAsync();
        return started;
    }
}
