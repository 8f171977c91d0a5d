using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Web.Hosting;

/// <summary>
/// SQLite and the folder beside it belong to one server: what runs one after the other does so within one process. The lock is the kernel's (flock(2)) and ends with the process, however it ends.
/// </summary>
internal sealed class FolderLock(IOptions<StorageOptions> storage, IOptions<DatabaseOptions> database) : IDisposable
{
    // EWOULDBLOCK, in the low half of HResult
    private const int HeldByAnother = 11;

    private readonly List<FileStream> held = [];

    /// <summary>Null when the folder is ours now, else a sentence that says who has it. A server database is meant for several servers: nothing is locked then.</summary>
    public string? TakeFault()
    {
        if (database.Value.Provider != DatabaseProvider.Sqlite)
            return null;
        foreach (var path in Paths())
        {
            try
            {
                held.Add(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException e) when ((e.HResult & 0xFFFF) == HeldByAnother)
            {
                return $"Another server runs on {Path.GetDirectoryName(path)} ({path} is locked). SQLite serves one server at a time: stop the other one, give this one a data folder of its own, " +
                    "or use PostgreSQL or SQL Server.";
            }
        }
        return null;
    }

    public void Dispose() => held.ForEach(file => file.Dispose());

    private IEnumerable<string> Paths()
    {
        yield return storage.Value.PathOf("server.lock");
        // a database that lies elsewhere could be shared by two folders
        var connection = new SqliteConnectionStringBuilder(database.Value.ConnectionString);
        if (connection is { DataSource: { Length: > 0 } file, Mode: not SqliteOpenMode.Memory } && file != ":memory:" && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))))
            yield return Path.GetFullPath(file) + ".lock";
    }
}
