using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Models;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Tests.Support;

namespace OcrLabeling.Ocr.Tests.Engines;

public sealed class WordDeepNetEngineTests
{
    private static readonly string ModelsFolder = Path.Combine(TestFiles.RepositoryRoot, "models");
    private static readonly EngineOptions Options = new(ModelsFolder, EngineOptions.DebianTessdataFolder);

    [Fact]
    public void Words_cut_out_of_a_receipt_are_read()
    {
        // measured on the picture
        (string Text, Box Box)[] words =
        [
            ("MARKET", new(155, 28, 276, 49)), ("3.58", new(260, 98, 299, 111)), ("shopping", new(131, 157, 197, 175)),
        ];
        using var engine = EngineFactory.Create("worddeepnet", Options);
        using var page = Image.Decode(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Engines", "receipt.png")), 0, ImageLimits.Default);
        foreach (var (text, box) in words)
        {
            using var crop = page.Crop(new(box.X0 - 2, box.Y0 - 2, box.X1 + 2, box.Y1 + 2));
            var reading = engine.ReadCrop(crop, CancellationToken.None);
            Assert.Equal(text, reading.Text);
            Assert.InRange(reading.Confidence, 0.3, 1);
        }
    }

    [Fact]
    public void A_page_is_refused_with_the_reason()
    {
        using var engine = EngineFactory.Create("worddeepnet", Options);
        using var page = new Image(100, 100, 1);
        var refusal = Assert.Throws<EngineUnavailableException>(() => engine.ReadPage(page, CancellationToken.None));
        Assert.Contains("--crops", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_follows_the_model()
    {
        using var engine = EngineFactory.Create("worddeepnet", Options);
        Assert.EndsWith(ModelManifest.Load(ModelsFolder).Sha256("worddeepnet")[..8], engine.Version, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_charset_file_lists_the_characters_that_shards_are_written_with()
    {
        var lines = File.ReadAllLines(Path.Combine(ModelsFolder, "worddeepnet", "charset.txt"));
        Assert.Equal(WordCharset.Characters, string.Concat(lines) + " ");
    }
}
