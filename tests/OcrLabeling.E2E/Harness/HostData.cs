using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Storage;
using OcrLabeling.Migrations.PostgreSql;
using OcrLabeling.Migrations.Sqlite;

namespace OcrLabeling.E2E.Harness;

/// <summary>The database and the blobs of a running host.</summary>
internal static class HostData
{
    public static AppDb Open(RunningHost host)
    {
        var options = new DbContextOptionsBuilder<AppDb>();
        if (host.PostgreSql is { } server)
            options.UsePostgreSqlDatabase(server);
        else
            options.UseSqliteDatabase($"Data Source={Path.Combine(host.DataFolder, "ocrlabeling.db")}");
        return new AppDb(options.Options);
    }

    public static EncryptedFolderBlobStore Blobs(RunningHost host) =>
        new(Path.Combine(host.DataFolder, "blobs"), StorageKey.FromConfiguration(RunningHost.EncryptionKey, ""));
}
