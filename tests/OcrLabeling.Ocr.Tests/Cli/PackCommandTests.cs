using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Ocr.Tests.Cli;

public sealed class PackCommandTests : IDisposable
{
    private readonly GroundTruthFixture folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_document_falls_whole_into_training_or_validation()
    {
        for (var i = 0; i < 120; i++)
            folder.AddCrop($"{i}.png", "till", $"word{i}", "total", source: $"receipt{i % 40}.jpg");
        var manifest = await PackAsync("--train", "till");
        var parts = manifest.Shards.ToDictionary(s => s.Part, s => Texts(s).Select(t => int.Parse(t[4..], null) % 40).ToHashSet());
        Assert.Empty(parts[ShardPart.Train].Intersect(parts[ShardPart.Validation]));
        Assert.Equal(40, parts[ShardPart.Train].Count + parts[ShardPart.Validation].Count);
        Assert.InRange(parts[ShardPart.Validation].Count, 2, 12);
        Assert.Equal(120, manifest.Count);
    }

    [Fact]
    public async Task What_is_not_named_for_training_is_only_for_evaluation()
    {
        folder.AddCrop("a.png", "till", "a", "total").AddCrop("b.png", "forms", "b", "name");
        var manifest = await PackAsync("--train", "till");
        Assert.Equal(ShardPart.Evaluation, Assert.Single(manifest.Shards, s => s.Dataset == "forms").Part);
    }

    [Fact]
    public async Task Crops_the_network_cannot_take_are_left_out_and_counted()
    {
        folder.AddCrop("a.png", "till", "total", "total").AddCrop("b.png", "till", "日", "total").AddCrop("c.png", "till", "long", new string('x', 30))
            .AddCrop("d.png", "till", "torn", FakeJail.Corrupt);
        var manifest = await PackAsync();
        Assert.Equal(1, manifest.Count);
        Assert.Equal(["1", "1", "1"], manifest.Parameters.Where(p => p.Key.StartsWith("left out", StringComparison.Ordinal)).Select(p => p.Value));
    }

    [Fact]
    public async Task A_folder_with_something_in_it_is_not_written_to()
    {
        folder.AddCrop("a.png", "till", "total", "total");
        var run = await CommandRun.OfAsync("pack", "--crops", folder.Root, "--out", folder.Root);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("not empty", run.Error, StringComparison.Ordinal);
    }

    private async Task<WordShardManifest> PackAsync(params string[] more)
    {
        var run = await CommandRun.OfAsync(["pack", "--crops", folder.Root, "--out", folder["shards"], .. more]);
        Assert.Equal(0, run.ExitCode);
        return WordShardManifest.Read(folder["shards"]);
    }

    private List<string> Texts(WordShardFile file)
    {
        var shard = WordShard.Read(Path.Combine(folder["shards"], file.File));
        return [.. Enumerable.Range(0, shard.Count).Select(shard.Text)];
    }
}
