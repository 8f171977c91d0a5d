using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Migrations.SqlServer;

/// <summary>Names are locked: a locked row would hold up the check of every key that refers to it. These locks are fair, and the monitor of deadlocks sees them.</summary>
public sealed class SqlServerKind : DatabaseKind
{
    private const int NotGranted = 51205;

    private SqlServerKind() { }

    public static SqlServerKind Only { get; } = new();

    public override Task LockAsync(DatabaseFacade database, DatabaseLock first, DatabaseLock? second, CancellationToken ct) => database.ExecuteSqlAsync(
        $"""
        declare @got int;
        exec @got = sp_getapplock @Resource = {first.Name}, @LockMode = 'Exclusive', @LockOwner = 'Transaction';
        if @got >= 0 and {second?.Name} is not null exec @got = sp_getapplock @Resource = {second?.Name}, @LockMode = 'Exclusive', @LockOwner = 'Transaction';
        if @got < 0 throw 51205, N'The lock was not granted.', 1;
        """, ct);

    /// <summary>Unique and foreign keys, deadlocks, changed rows, a lock that was not to be had; and whatever the driver knows to pass.</summary>
    public override bool MayPass(DbException fault) => fault.IsTransient || fault is SqlException { Number: 2601 or 2627 or 547 or 1205 or 1222 or 3960 or NotGranted };

    public override string? Explain(DbException fault) => fault is not SqlException { Number: var number } ? null : number switch
    {
        // cannot open database, login failed, no right to create one
        4060 or 18456 or 262 => $"The database that Database:ConnectionString names does not exist, or may not be used with this login: {fault.Message}",
        1105 or 9002 => "The disk of the database server is full.",
        3906 or 229 => $"The database does not let this server write: {fault.Message}",
        -2 or -1 or 2 or 53 or 35 or 258 or 10054 or 10060 or 10061 or 11001 or 0 => $"The database server cannot be reached: {fault.Message}",
        _ => null,
    };
}
