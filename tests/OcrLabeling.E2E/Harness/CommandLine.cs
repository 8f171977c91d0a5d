using System.Diagnostics;

namespace OcrLabeling.E2E.Harness;

/// <summary>The command <c>ocrlab</c> as people call it.</summary>
internal static class CommandLine
{
    /// <summary>What it printed; it must end well.</summary>
    public static async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [RunningHost.Metadata("CliDll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var fault = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"ocrlab {string.Join(' ', arguments)}: {await fault}");
        return output;
    }
}
