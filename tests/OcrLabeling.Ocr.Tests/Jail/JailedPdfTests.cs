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
        var file = TestPdf.With(new TestPdfPage(72, 144, 0, "1 0 0 rg 0 0 72 144 re f"));
        var rendered = await pool.RenderPageAsync(file, 0);
        Assert.Equal(("image/jpeg", 300, 600), (rendered.MediaType, rendered.Width, rendered.Height));
        using var image = Image.Decode(rendered.Bytes, 0, ImageLimits.Default);
        var (blue, red) = (image.Row(300)[450], image.Row(300)[452]);
        Assert.InRange(blue, 0, 10);
        Assert.InRange(red, 245, 255);
    }

    [Fact]
    public async Task A_poster_is_rendered_at_a_lower_resolution()
    {
        var file = TestPdf.With(TextPage(2384, 3370, "A0"));
        var size = Assert.Single((await pool.InspectAsync(file)).Pages);
        Assert.InRange((long)size.Width * size.Height, 11_900_000, 12_000_000);
        var rendered = await pool.RenderPageAsync(file, 0);
        Assert.Equal(size, new PageSize(rendered.Width, rendered.Height));
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
}
