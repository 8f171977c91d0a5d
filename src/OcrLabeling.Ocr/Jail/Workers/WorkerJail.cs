using System.Globalization;
using OcrLabeling.Ocr.Jail.Sandbox;

namespace OcrLabeling.Ocr.Jail.Workers;

/// <summary>The jail of the .NET worker: the runtime, the worker's own folder, models and tessdata.</summary>
internal static class WorkerJail
{
    public const string Assembly = "OcrLabeling.OcrWorker.dll";
    public const string ModelsFolder = "/models", TrainedModelsFolder = "/trained-models", TessdataFolder = "/tessdata", ProbeArgument = "--probe", TesseractArgument = "--tesseract";

    public static JailSpec Spec(OcrWorkerPoolOptions options, WorkerKind kind, bool probe)
    {
        if (!File.Exists(Path.Combine(options.WorkerFolder, Assembly)))
            throw new OcrJailUnavailableException($"The jailed worker is not where it should be: {options.WorkerFolder}/{Assembly}. Build the program again.");
        var dotnet = Programs.DotnetRoot();
        return new JailSpec(
            ["/dotnet/dotnet", $"/app/{Assembly}", .. kind == WorkerKind.Tesseract ? (string[])[TesseractArgument] : [], .. probe ? (string[])[ProbeArgument] : []],
            [
                new(Path.Combine(dotnet, "dotnet"), "/dotnet/dotnet"),
                new(Path.Combine(dotnet, "host"), "/dotnet/host"),
                new(Path.Combine(dotnet, "shared/Microsoft.NETCore.App"), "/dotnet/shared/Microsoft.NETCore.App"),
                new(options.WorkerFolder, "/app"),
                .. options.ModelsFolder is { } models ? (JailFolder[])[new(models, ModelsFolder)] : [],
                .. options.TrainedModelsFolder is { } trained ? (JailFolder[])[new(trained, TrainedModelsFolder)] : [],
                new(options.TessdataFolder, TessdataFolder, Required: false),
            ],
            new Dictionary<string, string>
            {
                ["DOTNET_EnableDiagnostics"] = "0",
                ["DOTNET_gcConcurrent"] = "0",
                ["DOTNET_GCHeapHardLimit"] = Hexadecimal(options.ManagedMegabytes),
                // by default five times the heap, taken from the address space that images and models need
                ["DOTNET_GCRegionRange"] = Hexadecimal(2 * options.ManagedMegabytes),
                ["LANG"] = "C.UTF-8",
                ["MALLOC_ARENA_MAX"] = "2",
                ["OMP_THREAD_LIMIT"] = "1",
                ["ORT_DISABLE_TELEMETRY"] = "1",
                ["VIPS_CONCURRENCY"] = "1",
                ["TESSDATA_PREFIX"] = TessdataFolder,
            },
            new JailLimits(options.MemoryMegabytes, LifetimeCpuSeconds(options), options.ScratchMegabytes),
            SeccompFilter.ForStartingWorker());
    }

    private static string Hexadecimal(int megabytes) => "0x" + (megabytes * 1024L * 1024).ToString("x", CultureInfo.InvariantCulture);

    /// <summary>Only a backstop: each request lowers the limit to its own share.</summary>
    private static long LifetimeCpuSeconds(OcrWorkerPoolOptions options) =>
        options.StartSeconds + (long)options.RequestsPerWorker * Math.Max(options.PageCpuSeconds, options.CallCpuSeconds);
}
