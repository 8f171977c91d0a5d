using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Words.Looks;

namespace OcrLabeling.Ocr.Tests.Synthesis.Words.Looks;

public sealed class MotionBlurTests
{
    [Theory]
    [InlineData(0, 0, 2)]
    [InlineData(90, 2, 0)]
    [InlineData(45, 2, 2)]
    public void A_point_becomes_a_line_in_the_direction_of_the_movement(double degrees, int down, int right)
    {
        using var image = Point();
        MotionBlur.Apply(image, lengthPixels: degrees == 45 ? 5.6 : 4, degrees);
        Assert.True(image.Row(8 + down)[8 + right] > 20 && image.Row(8 - down)[8 - right] > 20);
        Assert.Equal(0, image.Row(8 - right - 1)[8 + down + 1]);
    }

    [Fact]
    public void A_flat_ground_stays_flat()
    {
        using var image = Image.FromPixels(9, 7, 1, [.. Enumerable.Repeat((byte)77, 63)]);
        MotionBlur.Apply(image, lengthPixels: 6, degrees: 30);
        Assert.All(image.ToPixels(), pixel => Assert.Equal(77, pixel));
    }

    private static Image Point() => Image.FromPixels(17, 17, 1, [.. Enumerable.Range(0, 289).Select(i => i == 8 * 17 + 8 ? (byte)255 : (byte)0)]);
}
