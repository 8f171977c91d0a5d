using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Tests.Imaging;

public sealed class ImageGeometryTests
{
    [Fact]
    public void A_crop_is_rounded_outwards_and_clipped()
    {
        using var image = TestFiles.Pattern(20, 10);
        using var crop = image.Crop(new Box(17.4, -3, 25, 4.2));
        Assert.Equal((3, 5), (crop.Width, crop.Height));
        Assert.Equal(image.Row(0)[17..].ToArray(), crop.Row(0).ToArray());
        Assert.Throws<ArgumentException>(() => image.Crop(new Box(30, 0, 40, 5)));
    }

    [Fact]
    public void Cutting_a_straight_quad_equals_cropping_it()
    {
        using var image = TestFiles.Pattern(40, 30);
        using var cut = image.CutQuad(Quad.FromBox(new Box(10, 5, 30, 25)), 2);
        using var crop = image.Crop(new Box(8, 3, 32, 27));
        Assert.Equal((24, 24), (cut.Width, cut.Height));
        for (var y = 0; y < 24; y++)
            Assert.Equal(crop.Row(y).ToArray(), cut.Row(y).ToArray());
    }

    [Fact]
    public void Cutting_a_turned_quad_turns_it_upright()
    {
        using var image = TestFiles.Pattern(40, 40);
        using var clockwise = image.Rotate(1);
        // on the turned page the text's top left corner lies at the top right
        var quad = new Quad(new(40, 0), new(40, 40), new(0, 40), new(0, 0));
        using var cut = clockwise.CutQuad(quad, 0);
        for (var y = 0; y < 40; y++)
            Assert.Equal(image.Row(y).ToArray(), cut.Row(y).ToArray());
    }

    [Fact]
    public void A_quad_over_the_edge_repeats_the_edge()
    {
        using var image = TestFiles.Pattern(10, 10);
        using var cut = image.CutQuad(Quad.FromBox(new Box(-4, -4, 6, 6)), 0);
        Assert.Equal(0, cut.Row(0)[0]);
        Assert.Equal((10, 10), (cut.Width, cut.Height));
    }

    [Fact]
    public void A_quad_that_is_no_quad_of_this_image_is_an_argument_error()
    {
        using var image = TestFiles.Pattern(10, 10);
        Assert.Throws<ArgumentException>(() => image.CutQuad(Quad.FromBox(new Box(0, 0, 1e9, 5)), 0));
        Assert.Throws<ArgumentException>(() => image.CutQuad(Quad.FromBox(new Box(double.NaN, 0, 5, 5)), 0));
    }

    [Theory]
    [InlineData(1, 39, 0)]
    [InlineData(2, 59, 39)]
    [InlineData(-1, 0, 59)]
    [InlineData(4, 0, 0)]
    public void Turning_is_clockwise(int quarterTurns, int blackX, int blackY)
    {
        using var image = TestFiles.Pattern(60, 40);
        using var turned = image.Rotate(quarterTurns);
        Assert.Equal(0, turned.Row(blackY)[blackX]);
    }

    [Fact]
    public void Resizing_gives_the_size_asked_for()
    {
        using var image = TestFiles.Pattern(60, 40, 3);
        using var small = image.Resize(30, 20, Interpolation.Area);
        Assert.Equal((30, 20, 3), (small.Width, small.Height, small.Channels));
        Assert.Equal(0, small.Row(2)[6]);
    }

    [Fact]
    public void Grey_weighs_the_colours()
    {
        using var image = Image.FromPixels(1, 1, 3, [255, 0, 0]);
        using var gray = image.ToGray();
        Assert.Equal((1, 29), (gray.Channels, (int)gray.Row(0)[0]));
    }

    [Fact]
    public void Padding_surrounds_the_image()
    {
        using var image = TestFiles.Pattern(4, 4);
        using var padded = image.Pad(1, 2, 3, 4, 77);
        Assert.Equal((8, 10), (padded.Width, padded.Height));
        Assert.Equal(77, padded.Row(0)[0]);
        Assert.Equal(image.Row(0).ToArray(), padded.Row(2)[1..5].ToArray());
    }

    [Fact]
    public void A_disposed_image_is_not_read()
    {
        var image = TestFiles.Pattern(4, 4);
        image.Dispose();
        Assert.Throws<ObjectDisposedException>(() => image.Row(0).Length);
        Assert.Throws<ObjectDisposedException>(image.ToGray);
    }

    [Fact]
    public void Intersection_over_union_of_half_overlapping_boxes_is_a_third() =>
        Assert.Equal(1 / 3.0, new Box(0, 0, 2, 1).IntersectionOverUnion(new Box(1, 0, 3, 1)), 12);
}
