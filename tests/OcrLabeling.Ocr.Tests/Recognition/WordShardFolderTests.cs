using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Scoring;

namespace OcrLabeling.Ocr.Tests.Recognition;

public sealed class WordShardFolderTests : IDisposable
{
    private static readonly WordPixels Word = new(64, true, new byte[64 * WordImage.HeightPixels]);

    private readonly string parent = Directory.CreateTempSubdirectory("shards").FullName;

    private string Root => Path.Combine(parent, "shards");

    public void Dispose() => Directory.Delete(parent, recursive: true);

    [Theory]
    [InlineData("../../outside", "word"), InlineData("till", "../word"), InlineData("/etc/x", ".."), InlineData("a\0b", "word")]
    public void Names_of_a_ground_truth_never_lead_out_of_the_folder(string dataset, string kind)
    {
        var folder = new WordShardFolder(Root);
        Assert.Null(folder.Add(new CropTruth("a.png", "total", dataset, kind), Word, ShardPart.Train));
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
            folder.Add(new CropTruth("a.png", "total", dataset, "word"), Word, ShardPart.Train);
        Assert.Equal(2, folder.Finish("test", null, "", new Dictionary<string, string>()).Shards.Select(s => s.File).Distinct().Count());
    }

    [Fact]
    public void What_the_network_cannot_take_is_left_out_with_its_reason()
    {
        var folder = new WordShardFolder(Root);
        Assert.Equal("no image", folder.Add(new CropTruth("a.png", "total", "till", "word"), null, ShardPart.Train));
        Assert.Equal("too long or too slim", folder.Add(new CropTruth("a.png", "total", "till", "word"), Word with { KeepsShape = false }, ShardPart.Train));
        Assert.Equal("other characters", folder.Add(new CropTruth("a.png", "日", "till", "word"), Word, ShardPart.Train));
        Assert.Equal(0, folder.Finish("test", null, "", new Dictionary<string, string>()).Count);
    }
}
