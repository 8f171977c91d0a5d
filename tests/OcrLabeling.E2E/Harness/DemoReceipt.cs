using System.Diagnostics;
using System.Text.Json;

namespace OcrLabeling.E2E.Harness;

/// <summary>A receipt made up by <c>ocrlab synthesize</c>.</summary>
internal static class DemoReceipt
{
    /// <summary>Path of the image in <paramref name="folder"/>, which is made.</summary>
    public static async Task<string> MakeAsync(string folder)
    {
        using var process = Process.Start("dotnet",
            [RunningHost.Metadata("CliDll"), "synthesize", "--documents", "1", "--category", "register_tapes", "--clean", "--out", folder]);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        using var truth = JsonDocument.Parse((await File.ReadAllLinesAsync(Path.Combine(folder, "gt.jsonl"))).Single());
        return Path.Combine(folder, truth.RootElement.GetProperty("image").GetString()!);
    }
}
