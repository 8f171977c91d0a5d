using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using OcrLabeling.Core.Data;

namespace OcrLabeling.Migrations.Sqlite;

/// <summary>A transaction is the only writer from its first moment, so nothing is locked.</summary>
public sealed class SqliteKind : DatabaseKind
{
    // result codes of SQLite (https://www.sqlite.org/rescode.html)
    private const int Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Damaged = 11, Full = 13, CannotOpen = 14, NoDatabase = 26;
    private const int ForeignKey = 787, PrimaryKey = 1555, Unique = 2067;

    private SqliteKind() { }

    public static SqliteKind Only { get; } = new();

    public override bool HasOneWriter => true;

    public override Task LockAsync(DatabaseFacade database, DatabaseLock first, DatabaseLock? second, CancellationToken ct) => Task.CompletedTask;

    public override bool MayPass(DbException fault) => fault is SqliteException { SqliteErrorCode: Busy or Locked } or SqliteException { SqliteExtendedErrorCode: ForeignKey or PrimaryKey or Unique };

    public override string? Explain(DbException fault) => fault is not SqliteException sqlite ? null : sqlite.SqliteErrorCode switch
    {
        Full => "The disk is full. Nothing of this was stored; make room, then try again.",
        ReadOnly => "The database cannot be written to: its file or its folder is read-only.",
        CannotOpen => "The database cannot be opened: its file or its folder may not be read or written by this account.",
        Damaged or NoDatabase => $"The database file is damaged ({sqlite.Message}). Stop the server and put back the last backup of the data folder.",
        InputOutput => $"The disk under the database does not answer as it should ({sqlite.Message}).",
        Busy => "The database is locked by another program.",
        _ => null,
    };
}
