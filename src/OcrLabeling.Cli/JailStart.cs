using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Ocr.Jail;

namespace OcrLabeling.Cli;

/// <summary>Starts the jailed workers of a command.</summary>
internal static class JailStart
{
    /// <summary>Environment variable with the folder of the engines' models.</summary>
    public const string ModelsVariable = "OCRLAB_MODELS";

    /// <exception cref="CommandFailedException">The folder of models is not there.</exception>
    public static async Task<IOcrJail> StartAsync(int? workers, CancellationToken ct)
    {
        var options = new OcrWorkerPoolOptions { ModelsFolder = ModelsFolder() };
        var pool = new OcrWorkerPool(workers is { } count ? options with { Workers = count } : options, TimeProvider.System);
        try
        {
            await pool.WarmAsync(ct);
            return pool;
        }
        catch
        {
            await pool.DisposeAsync();
            throw;
        }
    }

    private static string? ModelsFolder()
    {
        if (Environment.GetEnvironmentVariable(ModelsVariable) is not { Length: > 0 } folder)
            return null;
        return Directory.Exists(folder) ? Path.GetFullPath(folder) : throw new CommandFailedException($"{ModelsVariable} is {folder}, which is no folder.");
    }
}
