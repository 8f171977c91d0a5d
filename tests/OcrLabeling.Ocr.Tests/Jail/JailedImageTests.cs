using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Tests.Imaging;

namespace OcrLabeling.Ocr.Tests.Jail;

public sealed class JailedImageTests(ProbePool probes) : IClassFixture<ProbePool>
{
    private readonly OcrWorkerPool pool = probes.Pool;

    [Fact]
    public async Task Every_page_of_a_tiff_is_inspected_and_rendered()
    {
        using var first = TestFiles.Pattern(40, 30);
        using var second = TestFiles.Pattern(20, 50);
        var file = TestFiles.Tiff(1, first, second);
        var inspection = await pool.InspectAsync(file);
        Assert.Equal(FileFormat.Tiff, inspection.Format);
        Assert.Equal([new PageSize(40, 30), new PageSize(20, 50)], inspection.Pages);
        var rendered = await pool.RenderPageAsync(file, 1);
        Assert.Equal(("image/png", 20, 50), (rendered.MediaType, rendered.Width, rendered.Height));
        using var decoded = Image.Decode(rendered.Bytes, 0, ImageLimits.Default);
        Assert.True(second.Row(49).SequenceEqual(decoded.Row(49)));
    }

    [Fact]
    public async Task A_photograph_becomes_an_upright_jpeg_and_a_bilevel_scan_a_png()
    {
        using var photograph = TestFiles.Pattern(600, 300, channels: 3);
        var upright = await pool.RenderPageAsync(TestFiles.JpegWithExifOrientation(photograph.EncodeJpeg(90), 6), 0);
        Assert.Equal(("image/jpeg", 300, 600), (upright.MediaType, upright.Width, upright.Height));

        var scan = TestFiles.Png(800, 400, 1, 0, [.. Enumerable.Repeat(Enumerable.Repeat((byte)0xF0, 100).ToArray(), 400)]);
        Assert.Equal("image/png", (await pool.RenderPageAsync(scan, 0)).MediaType);
    }

    [HeicFact]
    public async Task A_photograph_of_a_phone_is_looked_at_and_rendered()
    {
        var file = await HeicTests.EncodeAsync(600, 300);
        Assert.Equal(FileFormat.Heic, (await pool.InspectAsync(file)).Format);
        var rendered = await pool.RenderPageAsync(file, 0, quarterTurns: 1);
        Assert.Equal(("image/jpeg", 300, 600), (rendered.MediaType, rendered.Width, rendered.Height));
    }

    [Fact]
    public async Task An_image_is_turned_and_stays_what_it_is()
    {
        using var page = TestFiles.Pattern(600, 300);
        using var expected = page.Rotate(1);
        var png = await pool.TurnAsync(page.EncodePng(), 1);
        Assert.Equal(("image/png", 300, 600), (png.MediaType, png.Width, png.Height));
        Assert.Equal(expected.EncodePng(), png.Bytes);
        var jpeg = await pool.TurnAsync(page.EncodeJpeg(90), -1);
        Assert.Equal(("image/jpeg", 300, 600), (jpeg.MediaType, jpeg.Width, jpeg.Height));
    }

    [Fact]
    public async Task A_preview_is_never_larger_than_asked_for_nor_than_the_page()
    {
        using var page = TestFiles.Pattern(600, 300);
        var png = page.EncodePng();
        var small = await pool.PreviewAsync(png, 100);
        Assert.Equal(("image/jpeg", 100, 50), (small.MediaType, small.Width, small.Height));
        var whole = await pool.PreviewAsync(png, 5000);
        Assert.Equal((600, 300), (whole.Width, whole.Height));
    }

    [Fact]
    public async Task A_word_comes_out_grey_and_32_pixels_high()
    {
        using var crop = TestFiles.Pattern(100, 50, channels: 3);
        var word = await pool.ScaleWordAsync(crop.EncodePng());
        using var expected = WordImage.From(crop);
        Assert.Equal((64, true), (word.Width, word.KeepsShape));
        Assert.Equal(expected.ToPixels(), word.Pixels);
    }

    [Fact]
    public async Task Words_are_cut_in_the_order_given_turned_upright_and_padded()
    {
        using var page = TestFiles.Pattern(200, 100);
        var turned = new Quad(new(60, 10), new(60, 40), new(50, 40), new(50, 10));
        var crops = await pool.CutCropsAsync(page.EncodePng(), [Quad.FromBox(new(10, 10, 50, 22)), turned], 3);
        Assert.Equal([(46, 18), (36, 16)], crops.Select(crop => (crop.Width, crop.Height)));
        Assert.All(crops, crop => Assert.Equal("image/png", crop.MediaType));
        Assert.Empty(await pool.CutCropsAsync(page.EncodePng(), [], 3));
    }

    [Fact]
    public async Task Hostile_files_are_refused_by_name_while_others_go_on()
    {
        using var pattern = TestFiles.Pattern(300, 200);
        var good = pattern.EncodePng();
        var calls = Enumerable.Range(0, 5).SelectMany(_ => (Task[])
        [
            RefusedAsync(good.AsMemory(0, good.Length / 2), RefusalReason.Truncated),
            RefusedAsync(TestFiles.Png(11_000, 11_000, 1, 0, [[0]]), RefusalReason.TooManyPixels),
            RefusedAsync(TestFiles.Png(30_000, 10, 1, 0, [[0]]), RefusalReason.TooLongSide),
            RefusedAsync("<html>no image</html>"u8.ToArray(), RefusalReason.UnknownFormat),
            RefusedAsync(default, RefusalReason.Empty),
            RefusedAsync(new byte[ImageLimits.Default.MaxBytes + 1], RefusalReason.TooManyBytes),
            pool.RenderPageAsync(good, 0),
        ]);
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task A_page_or_an_engine_there_is_not_is_named()
    {
        using var page = TestFiles.Pattern(30, 20);
        var png = page.EncodePng();
        await Assert.ThrowsAnyAsync<ArgumentException>(() => pool.RenderPageAsync(png, 1));
        var unavailable = await Assert.ThrowsAsync<EngineUnavailableException>(() => pool.ReadPageAsync("no-such-engine", png));
        Assert.Equal("no-such-engine", unavailable.EngineId);
        Assert.Contains("known are tesseract", unavailable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_largest_page_allowed_goes_through()
    {
        var rows = Enumerable.Repeat(new byte[500], 10_000).ToArray();
        var rendered = await pool.RenderPageAsync(TestFiles.Png(4000, 10_000, 1, 0, rows), 0);
        Assert.Equal((4000, 10_000), (rendered.Width, rendered.Height));
    }

    private async Task RefusedAsync(ReadOnlyMemory<byte> file, RefusalReason reason)
    {
        var refusal = await Assert.ThrowsAsync<ImageRefusedException>(() => pool.RenderPageAsync(file, 0));
        Assert.Equal(reason, refusal.Reason);
    }
}
