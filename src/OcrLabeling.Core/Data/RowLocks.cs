using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace OcrLabeling.Core.Data;

/// <summary>
/// Locks until the end of the transaction, always in the order worker, batch. SQLite needs none: a transaction is the only writer from its first moment. PostgreSQL locks the rows
/// without writing. SQL Server locks names, because a locked row there would hold up the check of every key that refers to it. Both locks go in one message.
/// </summary>
internal static class RowLocks
{
    // any number of our own; nothing else takes advisory locks in this database
    private const long AdministratorsLock = 0x4F43524C;

    /// <summary>Changes of roles and locks run one after the other, so that two administrators cannot demote each other at the same moment.</summary>
    public static Task LockAdministratorsAsync(this AppDb db, CancellationToken ct) => KindOf(db) switch
    {
        LockKind.Row => db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({AdministratorsLock})", ct),
        LockKind.Name => db.LockNamesAsync("administrators", null, ct),
        _ => Task.CompletedTask,
    };

    /// <summary>Transactions that lock the same row run one after the other. Several rows are locked in the order given, in one message.</summary>
    public static Task LockAsync(this AppDb db, LockedRow row, LockedRow? second, CancellationToken ct) => KindOf(db) switch
    {
        LockKind.Row => db.Database.ExecuteSqlAsync(
            second is { } other
                ? FormattableStringFactory.Create($"{Statement(row, 0)}; {Statement(other, 1)}", row.Id, other.Id)
                : FormattableStringFactory.Create(Statement(row, 0), row.Id),
            ct),
        LockKind.Name => db.LockNamesAsync(row.Name, second?.Name, ct),
        _ => Task.CompletedTask,
    };

    private static string Statement(LockedRow row, int argument) => $"select 1 from \"{row.Table}\" where \"Id\" = {{{argument}}} for no key update";

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

/// <summary>A row by which transactions take turns.</summary>
/// <param name="Kind">Its kind in the name of the lock, where names are locked.</param>
/// <param name="Table">A constant: it becomes part of the statement.</param>
internal readonly record struct LockedRow(string Kind, string Table, Guid Id)
{
    public string Name => $"{Kind}:{Id}";
}
