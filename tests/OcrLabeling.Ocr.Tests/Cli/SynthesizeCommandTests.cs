using System.Text.Json;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Scoring;
using OcrLabeling.Ocr.Tests.Support;

namespace OcrLabeling.Ocr.Tests.Cli;

public sealed class SynthesizeCommandTests
{
    [Fact]
    public async Task Documents_are_shared_out_over_the_categories()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.OfAsync("synthesize", "--documents", "5", "--out", folder["set"], "--seed", "3", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var pages = GroundTruthFolder.Open(folder["set"]).ReadPages().ToList();
        Assert.Equal(["letter_sized", "other", "register_tapes", "scanned_docs", "screenshots"], pages.Select(p => p.Category).Order(StringComparer.Ordinal));
        Assert.Equal(pages.Sum(p => p.Words!.Count), JsonDocument.Parse(run.Output).RootElement.GetProperty("words").GetInt32());
    }

    [Fact]
    public async Task An_unknown_category_is_bad_usage()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.OfAsync("synthesize", "--documents", "1", "--out", folder["set"], "--category", "maps");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("register_tapes", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["set"]));
    }

    [Fact]
    public async Task Words_become_shards_to_train_on()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.OfAsync("synthesize", "--words", "40", "--plain", "--out", folder["set"], "--seed", "3");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var manifest = WordShardManifest.Read(folder["set"]);
        Assert.Equal((40, 3UL, "plain"), (manifest.Count, manifest.Seed, manifest.Parameters["difficulty"]));
    }
}
