using OcrLabeling.Ocr.Detection;
using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Tests.Detection;

public sealed class ProbabilityMapTests
{
    private const int Width = 200, Height = 100;
    private static readonly RegionOptions Options = new(Threshold: 0.3, SmallestScore: 0.6, UnclipRatio: 1.5, SmallestSidePixels: 3);

    private readonly float[] map = new float[Width * Height];

    [Fact]
    public void A_block_grows_by_area_times_ratio_over_perimeter_on_every_side()
    {
        Paint(50, 40, 100, 10, 0.9f);
        var region = Assert.Single(ProbabilityMap.FindRegions(map, Width, Height, Options));
        // contours run through pixel centres: 99 x 9, grown by 99 * 9 * 1.5 / 216
        var grown = 99 * 9 * 1.5 / 216;
        var bounds = region.Quad.Bounds;
        Assert.Equal(50.5 - grown, bounds.X0, 0.01);
        Assert.Equal(40.5 - grown, bounds.Y0, 0.01);
        Assert.Equal(149.5 + grown, bounds.X1, 0.01);
        Assert.Equal(49.5 + grown, bounds.Y1, 0.01);
        Assert.Equal(0.9, region.Score, 0.02);
    }

    [Fact]
    public void Two_blocks_apart_are_two_regions()
    {
        Paint(10, 10, 60, 8, 0.8f);
        Paint(10, 60, 60, 8, 0.8f);
        Assert.Equal(2, ProbabilityMap.FindRegions(map, Width, Height, Options).Count);
    }

    [Fact]
    public void A_faint_block_and_a_speck_are_dropped()
    {
        Paint(10, 10, 60, 8, 0.4f);
        Paint(100, 60, 2, 2, 0.99f);
        Assert.Empty(ProbabilityMap.FindRegions(map, Width, Height, Options));
    }

    [Fact]
    public void A_slanted_line_keeps_its_slant()
    {
        for (var x = 20; x < 180; x++)
            Paint(x, 30 + x / 8, 1, 10, 0.9f);
        var quad = Assert.Single(ProbabilityMap.FindRegions(map, Width, Height, Options)).Quad;
        Assert.Equal(1 / 8.0, (quad.TopRight.Y - quad.TopLeft.Y) / (quad.TopRight.X - quad.TopLeft.X), 0.02);
        Assert.True(quad.TopLeft.Y < quad.BottomLeft.Y && quad.TopLeft.X < quad.TopRight.X);
    }

    [Fact]
    public void Rows_are_read_from_the_left_and_from_the_top()
    {
        TextRegion Region(double x, double y) => new(Quad.FromBox(new Box(x, y, x + 50, y + 20)), 1);
        var sorted = LineOrder.Sort([Region(120, 103), Region(0, 40), Region(0, 100), Region(60, 0)]);
        Assert.Equal([60, 0, 0, 120], sorted.Select(region => region.Quad.TopLeft.X));
    }

    private void Paint(int x, int y, int width, int height, float probability)
    {
        for (var row = y; row < y + height; row++)
            map.AsSpan(row * Width + x, width).Fill(probability);
    }
}
