using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Ocr.Tests.Recognition;

public sealed class WordShardFolderTests : IDisposable
{
    private static readonly WordPixels Word = new(64, true, new byte[64 * WordImage.HeightPixels]);

    private static readonly WordShardFile Till = WordShardFile.Of("till", "word", ShardPart.Train);

    private readonly string parent = Directory.CreateTempSubdirectory("shards").FullName;

    private string Root => Path.Combine(parent, "shards");

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [Theory]
    [InlineData("../../outside", "word"), InlineData("till", "../word"), InlineData("/etc/x", ".."), InlineData("a\0b", "word")]
    public void Names_of_a_ground_truth_never_lead_out_of_the_folder(string dataset, string kind)
    {
        var folder = new WordShardFolder(Root);
        Assert.Null(folder.Add(WordShardFile.Of(dataset, kind, ShardPart.Train), "total", Word));
        var file = Assert.Single(folder.Finish("test", null, "", new Dictionary<string, string>()).Shards).File;
        Assert.Equal(
            new[] { file, WordShardManifest.FileName }.Select(name => Path.Combine(Root, name)).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(parent, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_that_differ_only_in_signs_get_files_of_their_own()
    {
        var folder = new WordShardFolder(Root);
        foreach (var dataset in new[] { "a/b", "a.b" })
            folder.Add(WordShardFile.Of(dataset, "word", ShardPart.Train), "total", Word);
        Assert.Equal(2, folder.Finish("test", null, "", new Dictionary<string, string>()).Shards.Select(s => s.File).Distinct().Count());
    }

    [Fact]
    public void What_the_network_cannot_take_is_left_out_with_its_reason()
    {
        var folder = new WordShardFolder(Root);
        Assert.Equal("no image", folder.Add(Till, "total", null));
        Assert.Equal("too long or too slim", folder.Add(Till, "total", Word with { KeepsShape = false }));
        Assert.Equal("other characters", folder.Add(Till, "日", Word));
        Assert.Equal(0, folder.Finish("test", null, "", new Dictionary<string, string>()).Count);
    }
}
