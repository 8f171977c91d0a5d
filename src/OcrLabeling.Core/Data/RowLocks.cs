using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Labeling;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Data;

/// <summary>
/// Row locks until the end of the transaction, always in the order worker, batch. SQLite needs none: a transaction is the only writer from its first moment. PostgreSQL locks
/// without writing, both rows in one message. For any other database an update that changes nothing is the lock.
/// </summary>
internal static class RowLocks
{
    // any number of our own; nothing else takes advisory locks in this database
    private const long AdministratorsLock = 0x4F43524C;

    /// <summary>Transactions of one worker run one after the other.</summary>
    public static Task LockWorkerAsync(this AppDb db, WorkerId workerId, CancellationToken ct) => KindOf(db) switch
    {
        LockKind.Transaction => Task.CompletedTask,
        LockKind.Select => db.Database.ExecuteSqlAsync($"""select 1 from "Workers" where "Id" = {workerId.Value} for no key update""", ct),
        _ => db.Workers.Where(w => w.Id == workerId).ExecuteUpdateAsync(s => s.SetProperty(w => w.DisplayName, w => w.DisplayName), ct),
    };

    /// <summary>What changes the number of open slots of a batch runs one after the other.</summary>
    public static Task LockBatchAsync(this AppDb db, BatchId batchId, CancellationToken ct) => KindOf(db) switch
    {
        LockKind.Transaction => Task.CompletedTask,
        LockKind.Select => db.Database.ExecuteSqlAsync($"""select 1 from "Batches" where "Id" = {batchId.Value} for no key update""", ct),
        _ => db.Batches.Where(b => b.Id == batchId).ExecuteUpdateAsync(s => s.SetProperty(b => b.Priority, b => b.Priority), ct),
    };

    /// <summary>Changes of roles and locks run one after the other, so that two administrators cannot demote each other at the same moment.</summary>
    public static Task LockAdministratorsAsync(this AppDb db, CancellationToken ct) => KindOf(db) switch
    {
        LockKind.Transaction => Task.CompletedTask,
        LockKind.Select => db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({AdministratorsLock})", ct),
        _ => db.Users.Where(a => a.Role == Role.Admin).ExecuteUpdateAsync(s => s.SetProperty(a => a.DisplayName, a => a.DisplayName), ct),
    };

    /// <summary>Both.</summary>
    public static async Task LockAsync(this AppDb db, WorkerId workerId, BatchId batchId, CancellationToken ct)
    {
        if (KindOf(db) == LockKind.Select)
        {
            await db.Database.ExecuteSqlAsync(
                $"""select 1 from "Workers" where "Id" = {workerId.Value} for no key update; select 1 from "Batches" where "Id" = {batchId.Value} for no key update""", ct);
            return;
        }
        await db.LockWorkerAsync(workerId, ct);
        await db.LockBatchAsync(batchId, ct);
    }

    private static LockKind KindOf(AppDb db) => db.Database.ProviderName switch
    {
        "Microsoft.EntityFrameworkCore.Sqlite" => LockKind.Transaction,
        "Npgsql.EntityFrameworkCore.PostgreSQL" => LockKind.Select,
        _ => LockKind.Update,
    };

    private enum LockKind { Transaction, Select, Update }
}
