using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace OcrLabeling.Core.Data;

/// <summary>
/// Runs a short unit of competing writes in one transaction, and again from its start when a unique index or a deadlock stopped it, so that it decides
/// anew on what the winner left. Thread-safe; one per process.
/// </summary>
public sealed class WriteTransaction(IDbContextFactory<AppDb> databases) : IDisposable
{
    private const int MaxTries = 6;

    // SQLite has one writer. Waiting in line here costs no thread; its own busy handler sleeps on one and is not fair.
    private readonly SemaphoreSlim sqliteLine = new(1, 1);

    /// <summary>Commits after <paramref name="work"/> returns. <paramref name="work"/> may run several times and must keep nothing from an earlier try.</summary>
    public async Task<T> RunAsync<T>(Func<AppDb, Task<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(work, ct);
            }
            catch (Exception e) when (attempt < MaxTries && e.GetBaseException() is DbException)
            {
                await Task.Delay(Random.Shared.Next(2, 10 * attempt), ct);
            }
        }
    }

    public void Dispose() => sqliteLine.Dispose();

    private async Task<T> RunOnceAsync<T>(Func<AppDb, Task<T>> work, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        // what fails here fails as a whole: a savepoint around each save would be two messages for nothing
        db.Database.AutoSavepointsEnabled = false;
        var waitsInLine = db.Database.ProviderName?.EndsWith("Sqlite", StringComparison.Ordinal) == true;
        if (waitsInLine)
            await sqliteLine.WaitAsync(ct);
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
                sqliteLine.Release();
        }
    }
}
