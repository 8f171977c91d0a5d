using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using OcrLabeling.Core.Data;
using OcrLabeling.Migrations.PostgreSql;
using OcrLabeling.Migrations.Sqlite;
using OcrLabeling.Tests.Data;

namespace OcrLabeling.Benchmarks;

/// <summary>A database made for one benchmark, gone with it.</summary>
internal abstract class BenchmarkStore : IDbContextFactory<AppDb>, IAsyncDisposable
{
    private PooledDbContextFactory<AppDb>? pool;

    public abstract string Name { get; }

    /// <summary>Put before statements that only fill tables: what they write is known to be right.</summary>
    public abstract string Trusting { get; }

    /// <summary>SQL for a new key as the provider stores it, in the order of <paramref name="number"/> (0..2^40), as keys made one after the other are. Reads of a table called n.</summary>
    public abstract string NewKey(string number);

    /// <summary>SQL for a time: whole milliseconds since the Unix epoch, as the provider stores it.</summary>
    public abstract string Time(string milliseconds);

    /// <summary>SQL for a table <c>n(i)</c> with the whole numbers from 0 to below <paramref name="count"/>.</summary>
    public abstract string Numbers(int count);

    /// <summary>SQL for a key of the program, to be compared with.</summary>
    public abstract string Key(Guid id);

    public abstract Task SettleAsync();

    public AppDb CreateDbContext() => (pool ?? throw new InvalidOperationException("The store is not open.")).CreateDbContext();

    public async Task OpenAsync()
    {
        var builder = new DbContextOptionsBuilder<AppDb>();
        await UseDatabaseAsync(builder);
        pool = new PooledDbContextFactory<AppDb>(builder.Options);
        await using var db = CreateDbContext();
        await db.Database.MigrateAsync();
    }

    /// <param name="what">For whoever waits.</param>
    public async Task ExecuteAsync(string what, string sql)
    {
        var watch = Stopwatch.StartNew();
        await using var db = CreateDbContext();
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
#pragma warning disable EF1002 // our own text
        await db.Database.ExecuteSqlRawAsync(sql);
#pragma warning restore EF1002
        await SayAsync(what, watch);
    }

    public Task SayAsync(string what, Stopwatch watch) => Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Name}: {what} in {watch.Elapsed.TotalSeconds:0.0} s"));

    public abstract ValueTask DisposeAsync();

    protected abstract Task UseDatabaseAsync(DbContextOptionsBuilder builder);
}

internal sealed class SqliteStore : BenchmarkStore
{
    private readonly string folder = Directory.CreateTempSubdirectory("ocrlabeling-benchmark-").FullName;

    public override string Name => "SQLite";

    public override string Trusting => "PRAGMA foreign_keys=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000; ";

    public override string NewKey(string number)
    {
        var time = $"printf('%012X', {number} + 1700000000000)";
        return $"(select substr({time},1,8)||'-'||substr({time},9,4)||'-7'||substr(h,1,3)||'-A'||substr(h,4,3)||'-'||substr(h,7,12) from (select hex(randomblob(9)) h where n.i = n.i))";
    }

    public override string Time(string milliseconds) => $"strftime('%Y-%m-%d %H:%M:%f', ({milliseconds}) / 1000.0, 'unixepoch')";

    public override string Numbers(int count) => $"(with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < {count}) select i from n)";

    public override string Key(Guid id) => $"'{id.ToString().ToUpperInvariant()}'";

    public override Task SettleAsync() => ExecuteAsync("write-ahead log folded in", "PRAGMA wal_checkpoint(TRUNCATE)");

    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    protected override Task UseDatabaseAsync(DbContextOptionsBuilder builder)
    {
        builder.UseSqliteDatabase($"Data Source={Path.Combine(folder, "benchmark.db")}");
        return Task.CompletedTask;
    }
}

/// <summary>The server the tests use too, on loopback; it ends with this process.</summary>
internal sealed class PostgreSqlStore : BenchmarkStore
{
    private string connection = "";

    public override string Name => "PostgreSQL";

    public override string Trusting => "set session_replication_role = replica; ";

    public override string NewKey(string number) => $"(lpad(to_hex(({number})::bigint + 1700000000000), 12, '0') || '7' || substr(md5(random()::text), 1, 19))::uuid";

    public override string Time(string milliseconds) => $"to_timestamp(({milliseconds}) / 1000.0)";

    public override string Numbers(int count) => $"(select i from generate_series(0, {count - 1}) i)";

    public override string Key(Guid id) => $"'{id}'::uuid";

    public override Task SettleAsync() => ExecuteAsync("vacuumed and analyzed", "vacuum analyze");

    public override ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }

    protected override async Task UseDatabaseAsync(DbContextOptionsBuilder builder)
    {
        var server = await PostgreSqlServer.StartAsync();
        await server.CreateDatabaseAsync("benchmark", "template0");
        connection = server.ConnectionString("benchmark");
        builder.UsePostgreSqlDatabase(connection);
    }
}
