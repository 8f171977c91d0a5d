using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis;
using OcrLabeling.Synthesis.Words.Looks;

namespace OcrLabeling.Ocr.Tests.Synthesis.Words.Looks;

public sealed class PhotocopyTests
{
    [Fact]
    public void Copies_keep_thick_strokes_and_leave_paper_white()
    {
        for (var seed = 0UL; seed < 40; seed++)
        {
            // a black bar of 12 rows between white ones
            using var print = Image.FromPixels(60, 36, 1, [.. Enumerable.Range(0, 60 * 36).Select(i => i / 60 is >= 12 and < 24 ? (byte)0 : (byte)255)]);
            Photocopy.Apply(print, emPixels: 28, new SeededRandom(seed));
            Assert.True(Mean(print, 15, 21) < 15, $"seed {seed}: the bar is lost");
            Assert.True(Mean(print, 0, 6) > 200, $"seed {seed}: the paper is black");
        }
    }

    private static double Mean(Image image, int first, int end) => Enumerable.Range(first, end - first).Average(y => image.Row(y).ToArray().Average(pixel => pixel));
}
