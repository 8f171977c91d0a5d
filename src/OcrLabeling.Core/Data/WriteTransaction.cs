using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OcrLabeling.Core.Data;

/// <summary>
/// Runs a short unit of competing writes in one transaction, and again from its start when a unique index or a deadlock stopped it, so that it decides
/// anew on what the winner left. What cannot pass (<see cref="DatabaseKind.MayPass"/>) is not tried again. Thread-safe; one per process.
/// </summary>
/// <param name="logger">Is told of every try that failed.</param>
public sealed partial class WriteTransaction(IDbContextFactory<AppDb> databases, ILogger<WriteTransaction>? logger = null) : IDisposable
{
    private const int MaxTries = 6;

    private readonly ILogger logger = logger ?? (ILogger)NullLogger.Instance;

    // SQLite has one writer. Waiting in line here costs no thread; its own busy handler sleeps on one and is not fair.
    private readonly SemaphoreSlim line = new(1, 1);

    /// <summary>Commits after <paramref name="work"/> returns. <paramref name="work"/> may run several times and must keep nothing from an earlier try.</summary>
    public async Task<T> RunAsync<T>(Func<AppDb, Task<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var kind = db.Kind();
            try
            {
                return await RunOnceAsync(db, kind.HasOneWriter, work, ct);
            }
            catch (Exception e) when (attempt < MaxTries && e.GetBaseException() is DbException fault && kind.MayPass(fault))
            {
                Log.TriedAgain(logger, e, attempt, MaxTries);
            }
            await Task.Delay(Random.Shared.Next(2, 10 * attempt), ct);
        }
    }

    public void Dispose() => line.Dispose();

    private async Task<T> RunOnceAsync<T>(AppDb db, bool waitsInLine, Func<AppDb, Task<T>> work, CancellationToken ct)
    {
        // what fails here fails as a whole: a savepoint around each save would be two messages for nothing
        db.Database.AutoSavepointsEnabled = false;
        if (waitsInLine)
            await line.WaitAsync(ct);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var result = await work(db);
            await transaction.CommitAsync(ct);
            return result;
        }
        finally
        {
            if (waitsInLine)
                line.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(405, LogLevel.Information, "A transaction was stopped at try {Attempt} of {MaxTries} and is done again")]
        public static partial void TriedAgain(ILogger logger, Exception fault, int attempt, int maxTries);
    }
}
