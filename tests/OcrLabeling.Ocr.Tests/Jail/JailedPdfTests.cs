using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using static OcrLabeling.Ocr.Tests.Jail.TestPdfPage;

namespace OcrLabeling.Ocr.Tests.Jail;

public sealed class JailedPdfTests(ProbePool probes) : IClassFixture<ProbePool>
{
    private readonly OcrWorkerPool pool = probes.Pool;

    [Fact]
    public async Task Two_pages_are_inspected_and_rendered_at_300_dots_per_inch()
    {
        var file = TestPdf.With(TextPage(612, 792, "Invoice 4711"), TextPage(300, 600, "Turned", turn: 90));
        var inspection = await pool.InspectAsync(file);
        Assert.Equal(FileFormat.Pdf, inspection.Format);
        Assert.Equal([new PageSize(2550, 3300), new PageSize(2500, 1250)], inspection.Pages);
        for (var page = 0; page < 2; page++)
        {
            var rendered = await pool.RenderPageAsync(file, page);
            Assert.Equal((inspection.Pages[page].Width, inspection.Pages[page].Height), (rendered.Width, rendered.Height));
            using var image = Image.Decode(rendered.Bytes, 0, ImageLimits.Default);
            Assert.Equal((rendered.Width, rendered.Height, 1), (image.Width, image.Height, image.Channels));
            Assert.InRange(DarkShare(image), 0.0005, 0.05);
        }
    }

    [Fact]
    public async Task Colours_stay_what_they_are()
    {
        var file = TestPdf.With(new TestPdfPage(144, 288, 0, "1 0 0 rg 0 0 144 288 re f"));
        var rendered = await pool.RenderPageAsync(file, 0);
        Assert.Equal(("image/jpeg", 600, 1200), (rendered.MediaType, rendered.Width, rendered.Height));
        using var image = Image.Decode(rendered.Bytes, 0, ImageLimits.Default);
        var (blue, red) = (image.Row(300)[450], image.Row(300)[452]);
        Assert.InRange(blue, 0, 10);
        Assert.InRange(red, 245, 255);
    }

    [Fact]
    public async Task A_poster_is_rendered_at_a_resolution_that_shows_its_small_print()
    {
        var file = TestPdf.With(TextPage(2384, 3370, "A0"));
        var size = Assert.Single((await pool.InspectAsync(file)).Pages);
        Assert.Equal(new PageSize(5794, 8190), size);
        var rendered = await pool.RenderPageAsync(file, 0);
        Assert.Equal((size, (string?)null), (new PageSize(rendered.Width, rendered.Height), rendered.Remark));
    }

    [Fact]
    public async Task A_page_too_large_for_small_print_says_so()
    {
        var rendered = await pool.RenderPageAsync(TestPdf.With(TextPage(14400, 14400, "200 inches")), 0);
        Assert.InRange((long)rendered.Width * rendered.Height, 45_000_000, ImageLimits.Default.MaxPixels);
        Assert.Equal("The page is so large that it was rendered at 35 dpi: small letters may be missed.", rendered.Remark);
    }

    [Theory]
    [InlineData(0.06, 0.09)]
    [InlineData(600, 900)]
    [InlineData(6000, 9000)]
    public async Task A_scan_is_rendered_at_the_resolution_of_its_picture_whatever_the_page_claims(double widthInches, double heightInches)
    {
        var rendered = await pool.RenderPageAsync(Scan(60, 90, widthInches, heightInches), 0);
        Assert.Equal((60, 90), (rendered.Width, rendered.Height));
    }

    [Fact]
    public async Task A_coarse_scan_is_enlarged_until_an_engine_can_read_it()
    {
        var rendered = await pool.RenderPageAsync(Scan(60, 90, 1, 1.5), 0);
        Assert.Equal((150, 225), (rendered.Width, rendered.Height));
    }

    [Fact]
    public async Task A_picture_with_text_on_it_is_rendered_for_the_text()
    {
        var rendered = await pool.RenderPageAsync(Scan(60, 90, 4, 6, "BT /F1 12 Tf 20 40 Td (Paid) Tj ET"), 0);
        Assert.Equal((1200, 1800), (rendered.Width, rendered.Height));
    }

    [Fact]
    public async Task A_slip_with_tiny_type_is_rendered_large_enough_to_read()
    {
        var rendered = await pool.RenderPageAsync(TestPdf.With(TextPage(45, 60, "Tiny")), 0);
        Assert.Equal((750, 1000), (rendered.Width, rendered.Height));
    }

    [Fact]
    public async Task A_sheet_in_larger_units_is_rendered_at_its_true_size()
    {
        var plain = System.Text.Encoding.ASCII.GetString(TestPdf.With(TextPage(200, 400, "Plan")));
        var rendered = await pool.RenderPageAsync(System.Text.Encoding.ASCII.GetBytes(plain.Replace("/Rotate 0", "/Rotate 0 /UserUnit 2.0", StringComparison.Ordinal)), 0);
        Assert.Equal((1666, 3333), (rendered.Width, rendered.Height));
    }

    [Theory]
    [InlineData("", 833, 1666)]
    [InlineData("/UserUnit 2.0", 1666, 3333)]
    public async Task A_unit_in_a_compressed_page_dictionary_is_seen(string entries, int width, int height)
    {
        var file = TestPdf.Compressed(200, 400, entries, "BT /F1 24 Tf 20 360 Td (Plan) Tj ET");
        Assert.Equal([new PageSize(width, height)], (await pool.InspectAsync(file)).Pages);
        var rendered = await pool.RenderPageAsync(file, 0);
        Assert.Equal((width, height), (rendered.Width, rendered.Height));
    }

    [Fact]
    public async Task A_page_is_turned_by_hand()
    {
        var rendered = await pool.RenderPageAsync(Scan(60, 90, 600, 900), 0, quarterTurns: 1);
        Assert.Equal((90, 60), (rendered.Width, rendered.Height));
    }

    [Fact]
    public async Task What_the_renderer_says_comes_with_the_page()
    {
        var file = TestPdf.With(new TestPdfPage(200, 300, 0, "BT /NoSuchFont 24 Tf 20 40 Td (lost) Tj ET"));
        Assert.Contains("NoSuchFont", (await pool.RenderPageAsync(file, 0)).Remark, StringComparison.Ordinal);
        Assert.Null((await pool.RenderPageAsync(TestPdf.With(TextPage(200, 300, "found")), 0)).Remark);
    }

    [Fact]
    public async Task An_encrypted_file_is_refused_by_name() => await RefusedAsync(TestPdf.With(TestPdf.Encryption, TextPage(100, 100, "secret")), RefusalReason.Encrypted, "password");

    [Fact]
    public async Task Too_many_pages_are_refused_with_the_limit() =>
        await RefusedAsync(TestPdf.With([.. Enumerable.Repeat(TextPage(100, 100, "page"), 51)]), RefusalReason.TooManyPages, "51 pages; at most 50");

    [Fact]
    public async Task A_file_without_pages_is_refused() => await RefusedAsync(TestPdf.With(), RefusalReason.Empty, "no page");

    [Fact]
    public async Task A_file_that_only_begins_like_a_pdf_is_refused() => await RefusedAsync("%PDF-1.7 and then nothing of the kind"u8.ToArray(), RefusalReason.Corrupt, "cannot be read");

    [Fact]
    public async Task A_page_count_that_lies_is_refused()
    {
        var file = TestPdf.With(TextPage(100, 100, "one"));
        var lie = System.Text.Encoding.ASCII.GetBytes(System.Text.Encoding.ASCII.GetString(file).Replace("/Count 1", "/Count 9", StringComparison.Ordinal));
        await RefusedAsync(lie, RefusalReason.Empty, "no page");
    }

    [Fact]
    public async Task A_page_there_is_not_is_a_fault_of_the_caller() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => pool.RenderPageAsync(TestPdf.With(TextPage(100, 100, "one")), 1));

    [Fact]
    public async Task A_page_that_takes_for_ever_is_stopped()
    {
        var content = string.Concat(Enumerable.Repeat("0 0 m 5000 5000 l 0 5000 l 5000 0 l b\n", 200_000));
        await using var hasty = new OcrWorkerPool(new OcrWorkerPoolOptions { Workers = 1, CallCpuSeconds = 1 }, TimeProvider.System);
        await Assert.ThrowsAsync<OcrWorkerTimedOutException>(() => hasty.RenderPageAsync(TestPdf.With(new TestPdfPage(5000, 5000, 0, content)), 0));
        Assert.NotEmpty((await hasty.InspectAsync(TestPdf.With(TextPage(100, 100, "next")))).Pages);
    }

    private async Task RefusedAsync(byte[] file, RefusalReason reason, string message)
    {
        var refusal = await Assert.ThrowsAsync<ImageRefusedException>(() => pool.InspectAsync(file));
        Assert.Equal(reason, refusal.Reason);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    private static double DarkShare(Image image)
    {
        long dark = 0;
        for (var y = 0; y < image.Height; y++)
            foreach (var value in image.Row(y))
                dark += value < 128 ? 1 : 0;
        return (double)dark / ((long)image.Width * image.Height);
    }

    /// <summary>A page that one grey picture fills.</summary>
    private static byte[] Scan(int width, int height, double widthInches, double heightInches, string text = "")
    {
        var (across, down) = ((int)Math.Round(72 * widthInches), (int)Math.Round(72 * heightInches));
        var pixels = string.Concat(Enumerable.Range(0, width * height).Select(i => i % 7 == 0 ? "20" : "F0"));
        // the sides of a page are whole points here: a smaller page is cut from a larger one by its unit
        return across > 10
            ? TestPdf.With(new TestPdfPage(across, down, 0, Picture(across, down)))
            : Shrink(TestPdf.With(new TestPdfPage(1000, 2000, 0, Picture(72 * widthInches, 72 * heightInches))), 72 * widthInches, 72 * heightInches);

        string Picture(double x, double y) => FormattableString.Invariant($"q {x} 0 0 {y} 0 0 cm BI /W {width} /H {height} /CS /G /BPC 8 /F /AHx ID {pixels}> EI Q {text}");
    }

    /// <summary>The same file with sides of fractions of a point, padded so that no place in it moves.</summary>
    private static byte[] Shrink(byte[] file, double width, double height) => System.Text.Encoding.ASCII.GetBytes(
        System.Text.Encoding.ASCII.GetString(file).Replace("[0 0 1000 2000]", FormattableString.Invariant($"[0 0 {width:0.00} {height:0.00}]"), StringComparison.Ordinal));
}
