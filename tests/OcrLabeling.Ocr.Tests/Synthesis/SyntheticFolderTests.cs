using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Tests.Support;
using OcrLabeling.Scoring;
using OcrLabeling.Synthesis;

namespace OcrLabeling.Ocr.Tests.Synthesis;

public sealed class SyntheticFolderTests
{
    [Fact]
    public void What_is_written_is_read_back_as_ground_truth()
    {
        using var temporary = new TemporaryFolder();
        using var synthesizer = new DocumentSynthesizer();
        using var sign = synthesizer.Create(SyntheticCategory.Other, 5);
        using var screenshot = synthesizer.Create(SyntheticCategory.Screenshot, 5);
        using (var folder = SyntheticFolder.Create(temporary["set"]))
        {
            folder.Add(sign);
            folder.Add(screenshot);
        }
        var truth = GroundTruthFolder.Open(temporary["set"]);
        var pages = truth.ReadPages().ToList();
        Assert.Equal(["other", "screenshots"], pages.Select(p => p.Category));
        Assert.Equal(sign.Words.Select(w => w.Text), pages[0].Words!.Select(w => w.Text));
        Assert.Equal(screenshot.Lines.Select(l => l.Text), pages[1].Lines!.Select(l => l.Text));
        Assert.True(pages.TrueForAll(p => p.HasWordBoxes));
        foreach (var page in pages)
        {
            using var image = Image.Decode(File.ReadAllBytes(truth.ImagePath(page.Image)), 0, ImageLimits.Default);
            Assert.Equal((page.Width, page.Height), (image.Width, image.Height));
        }
        var crops = truth.ReadCrops().ToList();
        Assert.Equal(sign.Words.Concat(screenshot.Words).Select(w => w.Text), crops.Select(c => c.Text));
        Assert.All(crops, crop => Assert.True(File.Exists(truth.ImagePath(crop.Image))));
    }

    [Fact]
    public void A_folder_with_truth_is_not_overwritten()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary[GroundTruthFolder.PagesFileName], "");
        Assert.Throws<IOException>(() => SyntheticFolder.Create(temporary.Root));
    }
}
