using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Words.Looks;

namespace OcrLabeling.Ocr.Tests.Synthesis.Words.Looks;

public sealed class LegibilityTests
{
    [Fact]
    public void Inverse_text_shows_as_well_as_text()
    {
        using var print = Stripes(0, 255);
        using var inverse = Stripes(200, 30);
        Assert.True(Legibility.Shows(print, inverse));
    }

    [Fact]
    public void A_picture_of_something_else_does_not_show_it()
    {
        using var print = Stripes(0, 255);
        using var flat = Stripes(90, 90);
        using var turned = print.Rotate(1);
        Assert.False(Legibility.Shows(print, flat));
        Assert.False(Legibility.Shows(print, turned));
    }

    [Fact]
    public void Ink_is_counted_inside_the_box()
    {
        using var print = Stripes(0, 255);
        Assert.Equal(32, Legibility.Ink(print, new(0, 0, 16, 4)), 6);
        Assert.False(Legibility.HasInk(before: 100, after: 100, scale: 3));
    }

    private static Image Stripes(byte dark, byte light) =>
        Image.FromPixels(16, 16, 1, [.. Enumerable.Range(0, 256).Select(i => i % 4 < 2 ? dark : light)]);
}
