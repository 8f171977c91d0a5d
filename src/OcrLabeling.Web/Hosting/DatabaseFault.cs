using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace OcrLabeling.Web.Hosting;

/// <summary>What a database says when the machine is at fault, in words for people.</summary>
internal static class DatabaseFault
{
    // result codes of SQLite (https://www.sqlite.org/rescode.html)
    private const int ReadOnly = 8, Damaged = 11, Full = 13, CannotOpen = 14, NoDatabase = 26, Busy = 5, InputOutput = 10;

    /// <summary>Null when it is about something else.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: Full } => "The disk is full. Nothing of this was stored; make room, then try again.",
        SqliteException { SqliteErrorCode: ReadOnly } => "The database cannot be written to: its file or its folder is read-only.",
        SqliteException { SqliteErrorCode: CannotOpen } => "The database cannot be opened: its file or its folder may not be read or written by this account.",
        SqliteException { SqliteErrorCode: Damaged or NoDatabase } e => $"The database file is damaged ({e.Message}). Stop the server and put back the last backup of the data folder.",
        SqliteException { SqliteErrorCode: InputOutput } e => $"The disk under the database does not answer as it should ({e.Message}).",
        SqliteException { SqliteErrorCode: Busy } => "The database is locked by another program.",
        // SQL Server: cannot open database, login failed, no right to create one; database full, read-only
        SqlException { Number: 4060 or 18456 or 262 } e => $"The database that Database:ConnectionString names does not exist, or may not be used with this login: {e.Message}",
        SqlException { Number: 1105 or 9002 } => "The disk of the database server is full.",
        SqlException { Number: 3906 or 229 } e => $"The database does not let this server write: {e.Message}",
        SqlException { Number: -2 or -1 or 2 or 53 or 35 or 258 or 10054 or 10060 or 10061 or 11001 or 0 } e => $"The database server cannot be reached: {e.Message}",
        // PostgreSQL: no such database, login refused; disk full; insufficient privilege, read-only transaction
        DbException { SqlState: "3D000" or "28P01" or "28000" } e => $"The database that Database:ConnectionString names does not exist, or may not be used with this login: {e.Message}",
        DbException { SqlState: "53100" } => "The disk of the database server is full.",
        DbException { SqlState: "42501" or "25006" } e => $"The database does not let this server write: {e.Message}",
        DbException { IsTransient: true } e when e.SqlState is null => $"The database server cannot be reached: {e.Message}",
        _ => null,
    };
}
