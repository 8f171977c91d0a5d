using System.Text.Json;

namespace OcrLabeling.E2E.Harness;

/// <summary>A receipt made up by <c>ocrlab synthesize</c>.</summary>
internal static class DemoReceipt
{
    /// <summary>Path of the image in <paramref name="folder"/>, which is made.</summary>
    /// <param name="seed">The same seed makes the same receipt.</param>
    public static async Task<string> MakeAsync(string folder, string seed = "0")
    {
        await CommandLine.RunAsync("synthesize", "--documents", "1", "--category", "register_tapes", "--clean", "--seed", seed, "--out", folder);
        using var truth = JsonDocument.Parse((await File.ReadAllLinesAsync(Path.Combine(folder, "gt.jsonl"))).Single());
        return Path.Combine(folder, truth.RootElement.GetProperty("image").GetString()!);
    }
}
