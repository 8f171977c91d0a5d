using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Ocr.Jail;

namespace OcrLabeling.Cli;

/// <summary>Starts the jailed workers of a command.</summary>
internal static class JailStart
{
    /// <summary>Environment variable with the folder of the engines' models.</summary>
    public const string ModelsVariable = "OCRLAB_MODELS";

    /// <summary>Environment variable with a folder of networks that <c>ocrlab train</c> made.</summary>
    public const string TrainedVariable = "OCRLAB_TRAINED";

    /// <exception cref="CommandFailedException">A folder of models is not there.</exception>
    public static async Task<IOcrJail> StartAsync(int? workers, CancellationToken ct, string? trainedFolder = null)
    {
        var options = new OcrWorkerPoolOptions { ModelsFolder = ModelsFolder(), TrainedModelsFolder = trainedFolder ?? FolderOf(TrainedVariable) };
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

    /// <summary>The models that ship with the program: as the environment says, or <c>models</c> beside it.</summary>
    /// <exception cref="CommandFailedException">The folder is not there.</exception>
    public static string? ModelsFolder() => FolderOf(ModelsVariable) ?? new[] { Path.Combine(AppContext.BaseDirectory, "models") }.FirstOrDefault(Directory.Exists);

    private static string? FolderOf(string variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } folder)
            return null;
        return Directory.Exists(folder) ? Path.GetFullPath(folder) : throw new CommandFailedException($"{variable} is {folder}, which is no folder.");
    }
}
