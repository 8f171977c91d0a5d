using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis;
using OcrLabeling.Synthesis.Words;
using OcrLabeling.Synthesis.Words.Looks;

namespace OcrLabeling.Ocr.Tests.Synthesis.Words;

public sealed class WordCropTests
{
    [Fact]
    public void No_cut_goes_through_the_first_or_last_letter()
    {
        // a word of four thin strokes, the outer ones grey to tell them apart
        using var page = new Image(300, 120, 1);
        for (var y = 0; y < page.Height; y++)
            page.Row(y).Fill(255);
        foreach (var (x, gray) in new[] { (60, 90), (120, 0), (180, 0), (236, 90) })
        {
            for (var y = 40; y < 80; y++)
                page.Row(y).Slice(x, 4).Fill((byte)gray);
        }
        var box = new Box(60, 40, 240, 80);
        for (var seed = 0UL; seed < 200; seed++)
        {
            var random = new SeededRandom(seed);
            var look = new WordLook(Printer.Laser, 40, 1, 0, 0, 0, 0) { RotationDegrees = random.Range(-5, 5), PerspectiveHeights = random.Range(0, 0.12), MarginHeights = (-0.1, 0.2) };
            using var crop = WordCrop.Cut(page, box, box, leastAspect: 0, look, random);
            Assert.True(Ink(crop, 0, crop.Width / 4) > 0.5 * 160 * 165 && Ink(crop, 3 * crop.Width / 4, crop.Width) > 0.5 * 160 * 165, $"seed {seed} lost a stroke");
        }
    }

    private static double Ink(Image image, int left, int right) =>
        Enumerable.Range(0, image.Height).Sum(y => image.Row(y)[left..right].ToArray().Sum(pixel => 255.0 - pixel));
}
