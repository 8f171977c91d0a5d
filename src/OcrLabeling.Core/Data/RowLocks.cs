using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Core.Data;

/// <summary>
/// Locks until the end of the transaction, always in the order worker, batch. SQLite needs none: a transaction is the only writer from its first moment. PostgreSQL locks the rows
/// without writing. SQL Server locks names, because a locked row there would hold up the check of every key that refers to it. Both locks go in one message.
/// </summary>
internal static class RowLocks
{
    // any number of our own; nothing else takes advisory locks in this database
    private const long AdministratorsLock = 0x4F43524C;

    /// <summary>Transactions of one worker run one after the other.</summary>
    public static Task LockWorkerAsync(this AppDb db, WorkerId workerId, CancellationToken ct) => KindOf(db) switch
    {
        LockKind.Row => db.Database.ExecuteSqlAsync($"""select 1 from "Workers" where "Id" = {workerId.Value} for no key update""", ct),
        LockKind.Name => db.LockNamesAsync($"worker:{workerId}", null, ct),
        _ => Task.CompletedTask,
    };

    /// <summary>What changes the number of open slots of a batch runs one after the other.</summary>
    public static Task LockBatchAsync(this AppDb db, BatchId batchId, CancellationToken ct) => KindOf(db) switch
    {
        LockKind.Row => db.Database.ExecuteSqlAsync($"""select 1 from "Batches" where "Id" = {batchId.Value} for no key update""", ct),
        LockKind.Name => db.LockNamesAsync($"batch:{batchId}", null, ct),
        _ => Task.CompletedTask,
    };

    /// <summary>Changes of roles and locks run one after the other, so that two administrators cannot demote each other at the same moment.</summary>
    public static Task LockAdministratorsAsync(this AppDb db, CancellationToken ct) => KindOf(db) switch
    {
        LockKind.Row => db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({AdministratorsLock})", ct),
        LockKind.Name => db.LockNamesAsync("administrators", null, ct),
        _ => Task.CompletedTask,
    };

    /// <summary>Both.</summary>
    public static Task LockAsync(this AppDb db, WorkerId workerId, BatchId batchId, CancellationToken ct) => KindOf(db) switch
    {
        LockKind.Row => db.Database.ExecuteSqlAsync(
            $"""select 1 from "Workers" where "Id" = {workerId.Value} for no key update; select 1 from "Batches" where "Id" = {batchId.Value} for no key update""", ct),
        LockKind.Name => db.LockNamesAsync($"worker:{workerId}", $"batch:{batchId}", ct),
        _ => Task.CompletedTask,
    };

    /// <summary>SQL Server's locks of names are fair and its deadlock monitor sees them. One that is not to be had is an error, like that of a row; <see cref="WriteTransaction"/> tries again.</summary>
    private static Task<int> LockNamesAsync(this AppDb db, string name, string? second, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        declare @got int;
        exec @got = sp_getapplock @Resource = {name}, @LockMode = 'Exclusive', @LockOwner = 'Transaction';
        if @got >= 0 and {second} is not null exec @got = sp_getapplock @Resource = {second}, @LockMode = 'Exclusive', @LockOwner = 'Transaction';
        if @got < 0 throw 51205, N'The lock was not granted.', 1;
        """, ct);

    private static LockKind KindOf(AppDb db) => db.Database.ProviderName switch
    {
        "Microsoft.EntityFrameworkCore.Sqlite" => LockKind.None,
        "Npgsql.EntityFrameworkCore.PostgreSQL" => LockKind.Row,
        _ => LockKind.Name,
    };

    private enum LockKind { None, Row, Name }
}
