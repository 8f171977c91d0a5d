using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Ocr.Jail;

namespace OcrLabeling.Cli.Evaluation;

/// <summary>Starts jailed workers.</summary>
/// <param name="workers">How many; null leaves it to the machine.</param>
/// <param name="trainedFolder">Word networks trained here; null: what the environment says.</param>
internal delegate Task<IOcrJail> JailStarter(int? workers, CancellationToken ct, string? trainedFolder = null);

internal static class JailExtensions
{
    /// <exception cref="CommandFailedException">There is no such engine; the message names those there are.</exception>
    public static async Task<EngineInfo> EngineAsync(this IOcrJail jail, string id, CancellationToken ct)
    {
        var engines = await jail.EnginesAsync(ct);
        if (engines.FirstOrDefault(e => e.Id == id) is { } engine)
            return engine;
        var names = engines.Count == 0 ? "none" : string.Join(", ", engines.Select(e => e.Id));
        throw new CommandFailedException($"There is no engine \"{id}\"; there are: {names}.");
    }
}
