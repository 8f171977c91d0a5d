using System.Security.Cryptography;
using System.Text;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Tests.Support;

namespace OcrLabeling.Ocr.Tests.Recognition;

public sealed class WordShardTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_written_is_read_back()
    {
        var hash = Write(("£5.00", 40), ("", 8), ("a b", 384));
        var shard = WordShard.Read(folder["a.shard"]);
        Assert.Equal(3, shard.Count);
        Assert.Equal(["£5.00", "", "a b"], Enumerable.Range(0, 3).Select(shard.Text));
        Assert.Equal([40, 8, 384], Enumerable.Range(0, 3).Select(shard.Width));
        for (var i = 0; i < shard.Count; i++)
            Assert.Equal(Pixels(shard.Width(i)), shard.Pixels(i));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder["a.shard"]))), hash);
    }

    [Fact]
    public void The_file_keeps_the_form_that_the_trainer_maps()
    {
        Write(("£", 8), ("ab", 9));
        var file = File.ReadAllBytes(folder["a.shard"]);
        Assert.Equal("OLWORDS1", Encoding.ASCII.GetString(file, 0, 8));
        Assert.Equal([2, 32, 32 * 17, 0, 4, 0, 8, 9, 2, 4], Enumerable.Range(0, 10).Select(i => BitConverter.ToInt32(file, 8 + 4 * i)));
        Assert.Equal("£ab", Encoding.UTF8.GetString(file, 48, 4));
        Assert.Equal(52 + 32 * 17, file.Length);
    }

    [Fact]
    public void A_cut_file_is_refused()
    {
        Write(("word", 40));
        File.WriteAllBytes(folder["cut.shard"], File.ReadAllBytes(folder["a.shard"])[..^1]);
        Assert.Contains("cut off", Assert.Throws<InvalidDataException>(() => WordShard.Read(folder["cut.shard"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_the_network_does_not_know_is_refused() =>
        Assert.Throws<ArgumentException>(() => new WordShardWriter().Add("日", 8, Pixels(8)));

    [Fact]
    public void The_manifest_is_read_back_as_it_was_written()
    {
        var written = new WordShardManifest("test", 7, 2, "abc", WordCharset.Characters, new Dictionary<string, string> { ["fonts"] = "300" },
            [new("a.shard", "sroie", "word", ShardPart.Validation, 2, "00", FoldCase: true)]);
        written.Write(folder.Root);
        var read = WordShardManifest.Read(folder.Root);
        Assert.Equal(written.Shards, read.Shards);
        Assert.Equal((written.Seed, written.Charset, "300"), (read.Seed, read.Charset, read.Parameters["fonts"]));
    }

    [Fact]
    public void The_charset_has_97_characters_and_the_space_last()
    {
        Assert.Equal(97, WordCharset.Characters.Distinct().Count());
        Assert.Equal(97, WordCharset.Characters.Length);
        Assert.EndsWith(" ", WordCharset.Characters, StringComparison.Ordinal);
        Assert.False(WordCharset.Covers("é"));
    }

    [Theory]
    [InlineData(100, 50, 64)]
    [InlineData(100, 16, 200)]
    [InlineData(4000, 50, 384)]
    [InlineData(2, 50, 8)]
    public void Crops_come_to_the_networks_height_with_their_shape_kept(int width, int height, int expected)
    {
        using var crop = new Image(width, height, 3);
        using var word = WordImage.From(crop);
        Assert.Equal((expected, 32, 1), (word.Width, word.Height, word.Channels));
        Assert.Equal(expected is > 8 and < 384, WordImage.KeepsShape(width, height));
    }

    private string Write(params (string Text, int Width)[] samples)
    {
        var writer = new WordShardWriter();
        foreach (var (text, width) in samples)
            writer.Add(text, width, Pixels(width));
        return writer.Write(folder["a.shard"]);
    }

    private static byte[] Pixels(int width) => [.. Enumerable.Range(0, width * 32).Select(i => (byte)(i * 7 + width))];
}
