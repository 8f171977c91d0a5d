using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Migrations.PostgreSql;

/// <summary>Rows are locked without being written, and what is no row by a number of our own.</summary>
public sealed class PostgreSqlKind : DatabaseKind
{
    private PostgreSqlKind() { }

    public static PostgreSqlKind Only { get; } = new();

    public override Task LockAsync(DatabaseFacade database, DatabaseLock first, DatabaseLock? second, CancellationToken ct) => database.ExecuteSqlAsync(
        second is { } other
            ? FormattableStringFactory.Create($"{Statement(first, 0)}; {Statement(other, 1)}", Argument(first), Argument(other))
            : FormattableStringFactory.Create(Statement(first, 0), Argument(first)),
        ct);

    /// <summary>Unique and foreign keys, deadlocks, serialization, a lock that was not to be had; and whatever the driver knows to pass (https://www.postgresql.org/docs/current/errcodes-appendix.html).</summary>
    public override bool MayPass(DbException fault) => fault.IsTransient || fault.SqlState is "23505" or "23503" or "40001" or "40P01" or "55P03";

    public override string? Explain(DbException fault) => fault is not NpgsqlException ? null : fault.SqlState switch
    {
        // no such database, login refused
        "3D000" or "28P01" or "28000" => $"The database that Database:ConnectionString names does not exist, or may not be used with this login: {fault.Message}",
        "53100" => "The disk of the database server is full.",
        // insufficient privilege, read-only transaction
        "42501" or "25006" => $"The database does not let this server write: {fault.Message}",
        null when fault.IsTransient => $"The database server cannot be reached: {fault.Message}",
        _ => null,
    };

    // nothing else takes advisory locks in this database
    private static string Statement(DatabaseLock wanted, int argument) => wanted.Table is { } table
        ? $"select 1 from \"{table}\" where \"Id\" = {{{argument}}} for no key update"
        : $"select pg_advisory_xact_lock(hashtextextended({{{argument}}}, 0))";

    private static object Argument(DatabaseLock wanted) => wanted.Table is null ? wanted.Name : wanted.Id;
}
