using Microsoft.Extensions.Options;
using OcrLabeling.Core.Reading;
using OcrLabeling.Core.Storage;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Web.Training;

namespace OcrLabeling.Web.Pipeline;

/// <summary>The jailed workers of this host: as many as jobs run at the same time. Their number is what limits the CPU work of reading.</summary>
internal static class JailHosting
{
    public static void AddJail(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IOcrJail>(services => new OcrWorkerPool(
            OptionsOf(services.GetRequiredService<IOptions<PipelineOptions>>().Value, services.GetRequiredService<IOptions<UploadOptions>>().Value) with
            {
                TrainedModelsFolder = TrainedModels.FolderOf(services.GetRequiredService<IOptions<StorageOptions>>().Value),
            },
            services.GetRequiredService<TimeProvider>(),
            NoteTo(services.GetRequiredService<JailLog>(), services.GetRequiredService<JailState>())));
        builder.Services.AddSingleton<JailLog>();
        builder.Services.AddSingleton<JailState>();
        builder.Services.AddSingleton<IImageReader, JailedImageReader>();
        builder.Services.AddHostedService<JailWarmUp>();
    }

    private static Action<OcrWorkerEvent> NoteTo(JailLog log, JailState state) => happened =>
    {
        log.Note(happened);
        state.Note(happened);
    };

    private static OcrWorkerPoolOptions OptionsOf(PipelineOptions pipeline, UploadOptions upload) => new()
    {
        Workers = Math.Min(pipeline.Parallelism, Environment.ProcessorCount),
        PageCpuSeconds = pipeline.PageCpuSeconds,
        CallCpuSeconds = pipeline.CallCpuSeconds,
        MemoryMegabytes = pipeline.WorkerMegabytes,
        Limits = new ImageLimits(upload.MaxPixels, upload.MaxSidePixels, upload.MaxFileBytes, upload.MaxPages),
        ModelsFolder = ModelsFolder(pipeline),
    };

    /// <summary>As configured, or <c>models</c> in the working folder or beside the program, whichever is there.</summary>
    internal static string? ModelsFolder(PipelineOptions pipeline) => pipeline.ModelsFolder.Length > 0
        ? Path.GetFullPath(pipeline.ModelsFolder)
        : new[] { Path.GetFullPath("models"), Path.Combine(AppContext.BaseDirectory, "models") }.FirstOrDefault(Directory.Exists);
}

/// <summary>Starts the workers and learns their engines while the host comes up. Without a jail the host still serves labeling; whatever needs reading fails with the reason.</summary>
internal sealed class JailWarmUp(IImageReader reader, JailLog log, JailState state) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await reader.LearnEnginesAsync(stoppingToken);
            state.Answered();
            log.Ready(reader.CropEngineIds);
        }
        catch (Exception e) when (e is ReaderCrashedException or ReaderTimedOutException)
        {
            log.Unavailable(e);
        }
    }
}

/// <summary>What happens to the workers, in the host's log.</summary>
internal sealed partial class JailLog(ILogger<OcrWorkerPool> logger)
{
    public void Ready(IReadOnlyList<string> engines) => Ready(logger, string.Join(", ", engines));

    public void Unavailable(Exception e) => Unavailable(logger, e);

    public void Note(OcrWorkerEvent happened)
    {
        switch (happened)
        {
            case OcrWorkerEvent.Started started:
                Started(logger, started.Worker, started.Milliseconds);
                break;
            case OcrWorkerEvent.StartFailed failed:
                StartFailed(logger, failed.Worker, failed.Reason);
                break;
            case OcrWorkerEvent.Ended { Reason: { } reason } ended:
                Died(logger, ended.Worker, ended.Requests, reason);
                break;
            case OcrWorkerEvent.Ended ended:
                Replaced(logger, ended.Worker, ended.Requests);
                break;
        }
    }

    [LoggerMessage(420, LogLevel.Information, "Engines that can be used: {Engines}")]
    private static partial void Ready(ILogger logger, string engines);

    [LoggerMessage(421, LogLevel.Critical, "Nothing can be read on this machine")]
    private static partial void Unavailable(ILogger logger, Exception exception);

    [LoggerMessage(422, LogLevel.Debug, "Worker {Worker} was ready after {Milliseconds} ms")]
    private static partial void Started(ILogger logger, int worker, double milliseconds);

    [LoggerMessage(423, LogLevel.Error, "Worker {Worker} did not start: {Reason}")]
    private static partial void StartFailed(ILogger logger, int worker, string reason);

    [LoggerMessage(424, LogLevel.Warning, "Worker {Worker} ended in the middle of its request {Requests}: {Reason}")]
    private static partial void Died(ILogger logger, int worker, int requests, string reason);

    [LoggerMessage(425, LogLevel.Debug, "Worker {Worker} was replaced after {Requests} requests")]
    private static partial void Replaced(ILogger logger, int worker, int requests);
}
