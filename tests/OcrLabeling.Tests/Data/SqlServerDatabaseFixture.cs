using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Migrations.SqlServer;

namespace OcrLabeling.Tests.Data;

/// <summary>The existing database OCRLAB_TEST_SQLSERVER points to. Everything in it is deleted; one test class uses it at a time.</summary>
public sealed class SqlServerDatabaseFixture : DatabaseFixture
{
    private static readonly SemaphoreSlim oneClass = new(1);

    private static string? ConnectionString { get; } = Environment.GetEnvironmentVariable("OCRLAB_TEST_SQLSERVER");

    public static string? MissingReason { get; } = string.IsNullOrEmpty(ConnectionString) ? "OCRLAB_TEST_SQLSERVER is not set" : null;

    public override DatabaseProvider Provider => DatabaseProvider.SqlServer;

    public override Task DisposeAsync()
    {
        if (MissingReason is null)
            oneClass.Release();
        return Task.CompletedTask;
    }

    protected override async Task UseDatabaseAsync(DbContextOptionsBuilder builder)
    {
        if (MissingReason is not null)
            return;
        await oneClass.WaitAsync();
        builder.UseSqlServerDatabase(ConnectionString!);
        await using (var db = new AppDb((DbContextOptions<AppDb>)builder.Options))
            await db.Database.MigrateAsync();
    }

    /// <summary>The classes before have left their rows.</summary>
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (MissingReason is null)
            await ClearAsync();
    }
}
