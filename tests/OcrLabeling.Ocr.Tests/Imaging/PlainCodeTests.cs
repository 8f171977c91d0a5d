using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Native;
using OpenCvSharp;
using Image = OcrLabeling.Ocr.Imaging.Image;

namespace OcrLabeling.Ocr.Tests.Imaging;

/// <summary>What the process of Tesseract does without OpenCV comes out as OpenCV does it.</summary>
public sealed class PlainCodeTests
{
    [Fact]
    public void Grey_is_the_grey_of_OpenCV()
    {
        using var colours = Speckled(61, 40, 3);
        using var gray = colours.ToGray();
        using var expected = OpenCv.Make(colours, 61, 40, 1, (from, to) => Cv2.CvtColor(from, to, ColorConversionCodes.BGR2GRAY));
        Assert.Equal(expected.ToPixels(), gray.ToPixels());
    }

    [Theory]
    [InlineData(133, 57, 93, 40)]
    [InlineData(300, 80, 150, 40)]
    [InlineData(120, 160, 30, 40)]
    [InlineData(61, 20, 122, 40)]
    [InlineData(35, 11, 153, 48)]
    [InlineData(1, 1, 7, 9)]
    public void Scaling_is_that_of_OpenCV_but_for_one_grey_level_here_and_there(int width, int height, int toWidth, int toHeight)
    {
        using var gray = Speckled(width, height, 1);
        using var scaled = GrayScaler.Scale(gray, toWidth, toHeight);
        using var expected = gray.Resize(toWidth, toHeight, toHeight > height ? Interpolation.Cubic : Interpolation.Area);
        var differences = expected.ToPixels().Zip(scaled.ToPixels(), (one, other) => Math.Abs(one - other)).ToArray();
        Assert.InRange(differences.Max(), 0, 1);
        Assert.InRange(differences.Count(difference => difference > 0), 0, differences.Length / 100);
    }

    [Theory]
    [InlineData(200, 120)]
    [InlineData(20, 300)]
    [InlineData(300, 9)]
    public void Connected_ink_is_that_of_OpenCV(int width, int height)
    {
        using var gray = Speckled(width, height, 1);
        gray.Row(height / 2).Clear();
        var (dark, light) = TextHeight.Components(gray);
        Assert.Equal(Expected(gray), dark.Sizes().Order());
        for (var y = 0; y < height; y++)
            foreach (ref var value in gray.Row(y))
                value = (byte)(255 - value);
        Assert.Equal(Expected(gray), light.Sizes().Order());
    }

    private static (int Width, int Height)[] Expected(Image gray)
    {
        using var pixels = OpenCv.View(gray);
        using Mat ink = new(), labels = new(), stats = new(), centres = new();
        Cv2.AdaptiveThreshold(pixels, ink, 255, AdaptiveThresholdTypes.MeanC, ThresholdTypes.BinaryInv, 31, 12);
        var count = Cv2.ConnectedComponentsWithStats(ink, labels, stats, centres);
        return [.. Enumerable.Range(1, count - 1).Select(i => (stats.At<int>(i, 2), stats.At<int>(i, 3))).Order()];
    }

    /// <summary>Grey that wanders, with specks.</summary>
    private static Image Speckled(int width, int height, int channels)
    {
        var (image, random, value) = (new Image(width, height, channels), new Random(4), 128);
        for (var y = 0; y < height; y++)
        {
            var row = image.Row(y);
            for (var i = 0; i < row.Length; i++)
            {
                value = Math.Clamp(value + random.Next(-30, 31), 0, 255);
                row[i] = random.Next(6) == 0 ? (byte)random.Next(256) : (byte)value;
            }
        }
        return image;
    }
}
