using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Tests.Support;
using OcrLabeling.Synthesis.Words;

namespace OcrLabeling.Ocr.Tests.Synthesis.Words;

public sealed class SyntheticWordsTests
{
    // the families every machine has that runs the program
    private static readonly Lazy<SyntheticWords> Full = new(() => SyntheticWords.Load(WordDifficulty.Full, "/usr/share/fonts/truetype/liberation", "/usr/share/fonts/truetype/dejavu"));

    [Fact]
    public void The_number_of_threads_does_not_change_the_samples()
    {
        var alone = Full.Value.Draw(seed: 7, count: 300, threads: 1).ToList();
        var together = Full.Value.Draw(seed: 7, count: 300, threads: 3).ToList();
        Assert.Equal(alone.Select(s => s.Text), together.Select(s => s.Text));
        Assert.All(alone.Zip(together), pair => Assert.Equal(pair.First.Pixels, pair.Second.Pixels));
    }

    [Fact]
    public void Another_seed_makes_other_samples() =>
        Assert.NotEqual(Full.Value.Draw(seed: 1, count: 20).Select(s => s.Text), Full.Value.Draw(seed: 2, count: 20).Select(s => s.Text));

    [Fact]
    public void The_network_has_a_column_for_every_character()
    {
        foreach (var sample in Full.Value.Draw(seed: 3, count: 600))
        {
            var alike = sample.Text.Zip(sample.Text.Skip(1)).Count(pair => pair.First == pair.Second);
            Assert.True(sample.Width / 4 >= sample.Text.Length + alike, $"\"{sample.Text}\" is {sample.Width} pixels wide");
            Assert.True(sample.Width <= WordImage.WidestPixels && WordCharset.Covers(sample.Text));
        }
    }

    [Fact]
    public void About_a_tenth_has_nothing_to_read()
    {
        var samples = Full.Value.Draw(seed: 4, count: 1500).ToList();
        Assert.InRange(samples.Count(s => s.Text.Length == 0), 120, 180);
    }

    [Fact]
    public void Every_word_stands_out_from_its_ground() =>
        Assert.All(Full.Value.Draw(seed: 5, count: 600).Where(s => s.Text.Length > 0), sample =>
            Assert.True(sample.Pixels.Max() - sample.Pixels.Min() > 12, $"\"{sample.Text}\" cannot be seen"));

    [Fact]
    public void The_trainers_folder_takes_them_as_words_to_learn_from()
    {
        using var folder = new TemporaryFolder();
        var shards = new WordShardFolder(folder["set"]);
        Full.Value.AddTo(shards, seed: 6, count: 50);
        var manifest = shards.Finish("test", seed: 6, "", Full.Value.Parameters);
        var shard = Assert.Single(manifest.Shards);
        Assert.Equal(("synthetic", "word", ShardPart.Train, 50), (shard.Dataset, shard.Kind, shard.Part, shard.Count));
        var read = WordShard.Read(folder[$"set/{shard.File}"]);
        Assert.Equal(Full.Value.Draw(seed: 6, count: 50).Select(s => s.Text), Enumerable.Range(0, 50).Select(read.Text));
    }

    [Fact]
    public void A_sheet_shows_every_sample()
    {
        var samples = Full.Value.Draw(seed: 8, count: 40).ToList();
        using var sheet = WordSheet.Create(samples);
        Assert.True(sheet.Height > samples.Sum(s => s.Width) / sheet.Width * WordImage.HeightPixels);
    }
}
