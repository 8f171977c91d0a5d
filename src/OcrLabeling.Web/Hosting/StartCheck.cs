using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Hangfire;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Migrations;

namespace OcrLabeling.Web.Hosting;

/// <summary>
/// Looks, before anything is served, whether the data belongs to this server: one server on the folder, tables of this version and of its queue, the key that the documents are encrypted with;
/// and whether its role fits the database and pages that are accepted can be read.
/// </summary>
internal static partial class StartCheck
{
    public static void AddStartCheck(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FolderLock>();
        builder.Services.AddSingleton(services =>
        {
            var storage = services.GetRequiredService<IOptions<StorageOptions>>().Value;
            return StorageKey.FromConfiguration(storage.EncryptionKey, storage.EncryptionKeyFile);
        });
        builder.Services.AddSingleton<StorageKeyGuard>();
    }

    /// <summary>False: the reason is in the log and the host must not start.</summary>
    public static async Task<bool> DataIsSoundAsync(this WebApplication app)
    {
        var fault = await FaultAsync(app.Services);
        if (fault is not null)
            Log.Refused(app.Logger, fault);
        return fault is null;
    }

    /// <summary>Serves until it is told to stop. 1 when storage gave out on the way up; the reason is in the log.</summary>
    public static async Task<int> ServeAsync(this WebApplication app)
    {
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when ((Explain(e) ?? AddressFault(e)) is { } fault)
        {
            Log.Refused(app.Logger, fault);
            return 1;
        }
    }

    /// <summary>A sentence about the address to listen on, or null when <paramref name="exception"/> is about something else.</summary>
    public static string? AddressFault(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            var reason = e is AddressInUseException ? "another program listens there already" : e is SocketException { SocketErrorCode: var code } ? code switch
            {
                SocketError.AddressAlreadyInUse => "another program listens there already",
                SocketError.AccessDenied => "ports below 1024 are for the administrator of the machine",
                SocketError.AddressNotAvailable => "this machine has no such address",
                _ => null,
            } : null;
            if (reason is not null)
                return $"{exception.Message.TrimEnd('.')}: {reason}. Choose another port or address: --urls http://127.0.0.1:5080 or ASPNETCORE_URLS.";
        }
        return null;
    }

    /// <summary>A sentence about the machine's storage, or null when <paramref name="exception"/> is about something else.</summary>
    public static string? Explain(Exception exception) => StorageFault.Explain(exception, DatabaseFault.Explain);

    internal static async Task<string?> FaultAsync(IServiceProvider services)
    {
        try
        {
            if (FolderFault(services.GetRequiredService<IOptions<StorageOptions>>().Value) is { } noFolder)
                return noFolder;
            if (MemoryFault(services.GetRequiredService<IOptions<UploadOptions>>().Value, services.GetRequiredService<IOptions<PipelineOptions>>().Value) is { } small)
                return small;
            if (RoleFault(services) is { } misplaced)
                return misplaced;
            if (services.GetRequiredService<FolderLock>().TakeFault() is { } taken)
                return taken;
            await using (var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync())
                if (await ConfiguredDatabase.BringUpAsync(db, services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider, isAlone: true, CancellationToken.None) is { } unfit)
                    return unfit;
            // the tables of the queue are made when it is first asked for
            _ = services.GetService<JobStorage>();
            return await services.GetRequiredService<StorageKeyGuard>().FaultAsync(CancellationToken.None);
        }
        catch (Exception e) when (Explain(e) is { } fault)
        {
            return fault;
        }
        catch (DbException e)
        {
            return $"The database cannot be used: {e.Message}";
        }
    }

    /// <summary>Pages that are accepted must be readable: a worker that reaches its limit ends in the middle of one.</summary>
    private static string? MemoryFault(UploadOptions upload, PipelineOptions pipeline)
    {
        var needed = PipelineOptions.MegabytesFor(upload.MaxMegapixels);
        return needed <= pipeline.WorkerMegabytes ? null : string.Create(CultureInfo.InvariantCulture,
            $"Upload:MaxMegapixels is {upload.MaxMegapixels}, and to read a page of that size a jailed worker needs {needed} MB; Pipeline:WorkerMegabytes is {pipeline.WorkerMegabytes}. "
            + $"Set Pipeline:WorkerMegabytes to at least {needed}, or Upload:MaxMegapixels to at most {pipeline.MostMegapixels}.");
    }

    private static string? FolderFault(StorageOptions storage)
    {
        try
        {
            storage.PathOf("");
            return null;
        }
        catch (IOException e) when (Explain(e) is null)
        {
            return $"The data folder {storage.DataFolder} cannot be used: {e.Message}";
        }
    }

    private static string? RoleFault(IServiceProvider services)
    {
        var role = services.GetRequiredService<IOptions<NodeOptions>>().Value.Role;
        return role == NodeRole.Both || services.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider != DatabaseProvider.Sqlite ? null
            : $"With SQLite one server does everything: leave out --role {role}, or use PostgreSQL or SQL Server.";
    }

    private static partial class Log
    {
        [LoggerMessage(101, LogLevel.Critical, "The server does not start: {Fault}")]
        public static partial void Refused(ILogger logger, string fault);
    }
}
