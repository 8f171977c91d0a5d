using OcrLabeling.Ocr.Detection;
using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Tests.Detection;

public sealed class DetectionTilesTests
{
    private const double WantedGlyph = 11, MostPixels = 1_600_000;

    [Theory]
    [InlineData(2480, 3508, 30)]
    [InlineData(900, 600, 20)]
    [InlineData(600, 12_000, 25)]
    public void A_page_whose_letters_survive_the_shrinking_is_looked_at_as_a_whole(int width, int height, double glyph) =>
        Assert.Null(DetectionTiles.For(width, height, glyph, WantedGlyph, MostPixels));

    [Theory]
    [InlineData(2913, 4118, 9)]
    [InlineData(8000, 6240, 12)]
    [InlineData(600, 16_000, 10)]
    public void A_sheet_with_small_type_is_covered_by_overlapping_tiles_of_at_most_the_network_s_size(int width, int height, double glyph)
    {
        var plan = DetectionTiles.For(width, height, glyph, WantedGlyph, MostPixels)!;
        Assert.InRange(plan.Tiles.Count, 2, 24);
        Assert.All(plan.Tiles, tile =>
        {
            Assert.True(tile.X0 >= 0 && tile.Y0 >= 0 && tile.X1 <= width && tile.Y1 <= height, $"{tile}");
            Assert.InRange(tile.Area * plan.Scale * plan.Scale, 1, 1.01 * MostPixels);
        });
        // a line of letters anywhere lies whole in some tile, at least as far as the overlap is high
        for (var y = 0; y + 40 <= height; y += 97)
            Assert.Contains(plan.Tiles, tile => tile.Y0 <= y && tile.Y1 >= y + 40);
        for (var x = 0; x < width; x += 31)
            Assert.Contains(plan.Tiles, tile => tile.X0 <= x && tile.X1 > x);
    }

    [Fact]
    public void A_line_found_twice_is_one_line_and_parts_of_a_line_become_the_whole()
    {
        var joined = DetectionTiles.Join([[Line(100, 50, 400, 70), Line(900, 50, 1000, 70)], [Line(102, 51, 399, 69), Line(950, 51, 1300, 71)]]);
        Assert.Equal([(100.0, 400.0), (900.0, 1300.0)], joined.Select(line => (line.Quad.Bounds.X0, line.Quad.Bounds.X1)).Order());
    }

    [Fact]
    public void Lines_under_each_other_and_neighbours_within_one_tile_stay_apart()
    {
        var joined = DetectionTiles.Join([[Line(100, 50, 400, 70), Line(395, 50, 600, 70)], [Line(100, 68, 400, 88)]]);
        Assert.Equal(3, joined.Count);
    }

    [Fact]
    public void A_tile_without_ink_is_not_looked_at()
    {
        using var blank = new Image(40, 40, 1);
        Assert.True(DetectionTiles.IsBlank(blank));
        blank.Row(20)[20] = 200;
        Assert.False(DetectionTiles.IsBlank(blank));
    }

    private static TextRegion Line(double x0, double y0, double x1, double y1) => new(Quad.FromBox(new Box(x0, y0, x1, y1)), 0.9);
}
