using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Documents;

namespace OcrLabeling.Web.Hosting;

/// <summary>Looks, before anything is served, whether the data belongs to this server: one server on the folder, tables of this version, the key that the documents are encrypted with.</summary>
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
        catch (Exception e) when (Explain(e) is { } fault)
        {
            Log.Refused(app.Logger, fault);
            return 1;
        }
    }

    /// <summary>A sentence about the machine's storage, or null when <paramref name="exception"/> is about something else.</summary>
    public static string? Explain(Exception exception) => StorageFault.Explain(exception, DatabaseFault.Explain);

    internal static async Task<string?> FaultAsync(IServiceProvider services)
    {
        try
        {
            if (services.GetRequiredService<FolderLock>().TakeFault() is { } taken)
                return taken;
            await using (var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync())
                if (await SchemaUpdate.ApplyAsync(db, CancellationToken.None) is { } foreign)
                    return foreign;
            return await services.GetRequiredService<StorageKeyGuard>().FaultAsync(CancellationToken.None);
        }
        catch (Exception e) when (Explain(e) is { } fault)
        {
            return fault;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(101, LogLevel.Critical, "The server does not start: {Fault}")]
        public static partial void Refused(ILogger logger, string fault);
    }
}
