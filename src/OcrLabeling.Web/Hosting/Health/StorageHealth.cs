using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Web.Hosting.Health;

/// <summary>The key is the one the documents are encrypted with.</summary>
internal sealed class KeyHealth(StorageKeyGuard key) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        StorageProbe.RunAsync(() => key.FaultAsync(cancellationToken));
}

/// <summary>The database takes a write.</summary>
internal sealed class DatabaseHealth(StorageKeyGuard key) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        StorageProbe.RunAsync(async () => await key.WriteAsync(cancellationToken) ? null : "The database has lost its record of the storage key.");
}

/// <summary>The folder of the documents takes a file, and the largest upload would fit.</summary>
internal sealed class BlobFolderHealth(IOptions<StorageOptions> storage, IOptions<UploadOptions> upload) : IHealthCheck
{
    private const int ProbeBytes = 4096;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => StorageProbe.RunAsync(async () =>
    {
        var folder = Directory.CreateDirectory(storage.Value.PathOf("blobs")).FullName;
        var probe = Path.Combine(folder, $"{Guid.NewGuid():N}.probe");
        await using (var file = new FileStream(probe, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose }))
        {
            await file.WriteAsync(new byte[ProbeBytes], cancellationToken);
            file.Flush(flushToDisk: true);
        }
        var free = new DriveInfo(folder).AvailableFreeSpace;
        return free >= upload.Value.MaxArchiveBytes ? null
            : $"The disk of the documents is nearly full: {free / 1048576:N0} MB are free, one upload may have {upload.Value.MaxArchiveMegabytes:N0} MB.";
    });
}

internal static class StorageProbe
{
    /// <summary>Unhealthy with the sentence that <paramref name="fault"/> returns, or that explains what it threw.</summary>
    public static async Task<HealthCheckResult> RunAsync(Func<Task<string?>> fault)
    {
        try
        {
            return await fault() is { } sentence ? HealthCheckResult.Unhealthy(sentence) : HealthCheckResult.Healthy();
        }
        catch (Exception e) when ((StartCheck.Explain(e) ?? (e as IOException)?.Message) is { } sentence)
        {
            return HealthCheckResult.Unhealthy(sentence);
        }
    }
}
