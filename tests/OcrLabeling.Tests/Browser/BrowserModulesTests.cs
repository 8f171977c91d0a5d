using System.Diagnostics;

namespace OcrLabeling.Tests.Browser;

/// <summary>The tests of the browser's modules, tests/browser/*.test.mjs, run by Node.</summary>
public sealed class BrowserModulesTests
{
    private static readonly string folder = Path.Combine(Repository.Root, "tests", "browser");

    public static TheoryData<string> Files => new(Directory.EnumerateFiles(folder, "*.test.mjs").Select(f => Path.GetFileName(f)).Order());

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Modules_hold_their_tests(string file)
    {
        var start = new ProcessStartInfo("node", ["--test", "--test-reporter", "tap", file]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, $"{await output}\n{await errors}");
        Assert.DoesNotContain("# pass 0", await output, StringComparison.Ordinal);
    }
}
