using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Tests.Labeling;

/// <summary>A request that died half way: the process was killed, or the line to the database was cut.</summary>
public sealed class CrashException() : Exception("The process was killed here.");

/// <summary>Kills every so many-th statement, commit, and return from a commit, at random.</summary>
public sealed class FloorChaos(int seed, double share) : DbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly Random random = new(seed);
    private bool calm;
    private int kills;

    public int Kills => kills;

    /// <summary>From now on nothing is killed.</summary>
    public void Calm() => calm = true;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => Maybe(result, share / 10);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => Maybe(result, share / 10);

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => Maybe(result, share);

    public async Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) => await Maybe(0, share);

    private ValueTask<T> Maybe<T>(T result, double chance)
    {
        lock (random)
            if (calm || random.NextDouble() >= chance)
                return ValueTask.FromResult(result);
        Interlocked.Increment(ref kills);
        throw new CrashException();
    }
}

/// <summary>The same database, seen through interceptors.</summary>
public sealed class InterceptedDatabase(IDbContextFactory<AppDb> databases, IInterceptor interceptor) : IDbContextFactory<AppDb>
{
    private readonly Lazy<DbContextOptions<AppDb>> options = new(() =>
    {
        using var db = databases.CreateDbContext();
        return new DbContextOptionsBuilder<AppDb>((DbContextOptions<AppDb>)db.GetService<IDbContextOptions>()).AddInterceptors(interceptor).Options;
    });

    // waiting for a lock behind sixty others may take long on a crowded machine
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public AppDb CreateDbContext()
    {
        var db = new AppDb(options.Value);
        db.Database.SetCommandTimeout(Patience);
        return db;
    }
}
