using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Tests.Support;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Ocr.Tests.Synthesis.Rendering;

public sealed class FontTests : IDisposable
{
    private const int DarkerThanPaper = 250;

    /// <summary>Skia draws the upper and lower ends of outlines at the nearest quarter of a pixel.</summary>
    private const double RowStep = 0.25;

    private readonly FontBook fonts = new(FontCatalog.Load());

    public void Dispose() => fonts.Dispose();

    [Theory]
    [InlineData(TextRendering.Smooth, 31.3)]
    [InlineData(TextRendering.Crisp, 14)]
    [InlineData(TextRendering.Dots, 24)]
    public void The_ink_box_is_where_the_pixels_are(TextRendering rendering, double size)
    {
        using var page = Paper(400, 120);
        var extent = Any.Draw("Grapefruit,", new(size, rendering), page, 20.4, 70.7, Ink.Black);
        var ink = Assert.NotNull(extent.Ink);
        var pixels = PixelBox(page);
        Assert.InRange(ink.X0, pixels.X0, pixels.X0 + 1);
        Assert.InRange(ink.Y0, pixels.Y0 - RowStep / 2, pixels.Y0 + 1);
        Assert.InRange(ink.X1, pixels.X1 - 1, pixels.X1);
        Assert.InRange(ink.Y1, pixels.Y1 - 1, pixels.Y1 + RowStep / 2);
    }

    [Fact]
    public void Text_moves_by_parts_of_a_pixel()
    {
        using var page = Paper(200, 60);
        var here = Assert.NotNull(Any.Draw("pixel", new(20), page, 10, 40, Ink.Black).Ink);
        var there = Assert.NotNull(Any.Draw("pixel", new(20), page, 10.5, 40.25, Ink.Black).Ink);
        Assert.Equal((here.X0 + 0.5, here.Y1 + 0.25), (there.X0, there.Y1));
    }

    [Fact]
    public void Each_glyph_has_its_own_box_and_a_space_has_none()
    {
        var glyphs = new Box[5];
        using var page = Paper(200, 60);
        var extent = Any.Draw("ab cd", new(24), page, 10, 40, Ink.Black, glyphs, out var count);
        Assert.Equal(5, count);
        Assert.Equal(0, glyphs[2].Width);
        Box[] letters = [glyphs[0], glyphs[1], glyphs[3], glyphs[4]];
        Assert.Equal(extent.Ink, new Box(letters.Min(g => g.X0), letters.Min(g => g.Y0), letters.Max(g => g.X1), letters.Max(g => g.Y1)));
        Assert.Equal(letters.OrderBy(g => g.X0), letters);
    }

    [Fact]
    public void Measuring_and_drawing_agree()
    {
        using var page = Paper(300, 60);
        var style = new TextStyle(22, Stretch: 1.3, Slant: 0.2, EmboldenPixels: 0.7, TrackingPixels: 1.5);
        Assert.Equal(Any.Measure("Wide, slanted", style).AdvancePixels, Any.Draw("Wide, slanted", style, page, 5, 40, Ink.Black).AdvancePixels);
    }

    [Fact]
    public void Pairs_of_letters_are_kerned()
    {
        var kerned = fonts.Open(fonts.Catalog.Files.First(f => f.Family == "DejaVu Sans" && f.Style == "Book"));
        var style = new TextStyle(100);
        var apart = kerned.Measure("A", style).AdvancePixels + kerned.Measure("V", style).AdvancePixels;
        Assert.InRange(kerned.Measure("AV", style).AdvancePixels, 0.8 * apart, apart - 1);
    }

    [Fact]
    public void Glyphs_that_the_font_lacks_are_counted()
    {
        Assert.Equal(2, Any.CountMissing("a\u6f22b\U00020BB7"));
        Assert.Equal(1, Any.Measure("a\u6f22", new(20)).MissingGlyphs);
    }

    [Fact]
    public void Text_beyond_the_edge_is_cut_off_but_measured()
    {
        using var page = Paper(40, 20);
        var whole = Any.Measure("far too long for this page", new(30));
        Assert.Equal(whole.AdvancePixels, Any.Draw("far too long for this page", new(30), page, -25, 15, Ink.Black).AdvancePixels);
    }

    [Fact]
    public void Colours_are_drawn_in_their_channels()
    {
        using var page = new Image(60, 60, 3);
        Any.Draw("\u2588\u2588\u2588", new(60), page, -10, 50, new Ink(200, 100, 50));
        Assert.Equal([50, 100, 200], page.Row(30).Slice(90, 3).ToArray());
    }

    [Fact]
    public void A_file_that_is_no_font_is_refused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["no.ttf"], "not a font");
        Assert.Contains("no.ttf", Assert.Throws<InvalidDataException>(() => Font.Open(folder["no.ttf"])).Message, StringComparison.Ordinal);
    }

    private Font Any => fonts.Open(fonts.Catalog.Files.First(f => f.Family == "DejaVu Sans" && f.Style == "Book"));

    private static Image Paper(int width, int height)
    {
        var page = new Image(width, height, 1);
        for (var y = 0; y < height; y++)
            page.Row(y).Fill(255);
        return page;
    }

    private static Box PixelBox(Image page)
    {
        var dark = Enumerable.Range(0, page.Height).SelectMany(y => Enumerable.Range(0, page.Width).Where(x => page.Row(y)[x] < DarkerThanPaper).Select(x => (x, y))).ToArray();
        return new(dark.Min(p => p.x), dark.Min(p => p.y), dark.Max(p => p.x) + 1, dark.Max(p => p.y) + 1);
    }
}
