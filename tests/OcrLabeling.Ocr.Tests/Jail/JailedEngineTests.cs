using System.Globalization;
using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Jail.Workers;
using OcrLabeling.Ocr.Tests.Support;
using Xunit.Abstractions;

namespace OcrLabeling.Ocr.Tests.Jail;

public sealed class JailedEngineTests(ITestOutputHelper output)
{
    private static readonly OcrWorkerPoolOptions one = new() { Workers = 1, ModelsFolder = Path.Combine(TestFiles.RepositoryRoot, "models") };

    [Fact]
    public async Task Both_engines_read_a_page_and_a_crop()
    {
        await using var pool = ProbePool.Create(one);
        Assert.Superset(EngineFactory.PageIds.ToHashSet(), (await pool.EnginesAsync()).Select(engine => engine.Id).ToHashSet());
        var page = await pool.RenderPageAsync(TestPdf.With(TestPdfPage.TextPage(400, 100, "Invoice 4711 total 12.50")), 0);
        foreach (var engine in (await pool.EnginesAsync()).Where(engine => EngineFactory.PageIds.Contains(engine.Id)))
        {
            var read = await pool.ReadPageAsync(engine.Id, page.Bytes);
            Assert.Equal(engine, read.Engine);
            Assert.Equal(["Invoice", "4711", "total", "12.50"], read.Reading.Words.Select(word => word.Text));
            Assert.InRange(read.CpuSeconds, 0.001, one.PageCpuSeconds);

            var crops = await pool.CutCropsAsync(page.Bytes, [.. read.Reading.Words.Select(word => word.Quad)], 4);
            Assert.Equal("Invoice", (await pool.ReadCropAsync(engine.Id, crops[0].Bytes)).Reading.Text);
        }
    }

    [Fact]
    public async Task Tesseract_and_OpenCV_never_share_a_process()
    {
        await using var pool = ProbePool.Create(one);
        var page = await pool.RenderPageAsync(TestPdf.With(TestPdfPage.TextPage(400, 100, "Invoice 4711 total 12.50")), 0);
        var readings = new List<string>();
        foreach (var id in (string[])["ppocr", "tesseract", "ppocr", "tesseract"])
            readings.Add(string.Join(' ', (await pool.ReadPageAsync(id, page.Bytes)).Reading.Words.Select(word => word.Text)));
        Assert.All(readings, reading => Assert.Equal("Invoice 4711 total 12.50", reading));
        var (images, tesseract) = (await pool.ProbeAsync("read", "/proc/self/maps"), await pool.ProbeAsync("read", "/proc/self/maps", WorkerKind.Tesseract));
        Assert.Contains("libOpenCvSharpExtern", images, StringComparison.Ordinal);
        Assert.DoesNotContain("libtesseract", images, StringComparison.Ordinal);
        Assert.Contains("libtesseract", tesseract, StringComparison.Ordinal);
        Assert.DoesNotContain("libOpenCvSharpExtern", tesseract, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_engine_asks_for_a_socket_or_leaves_a_file()
    {
        await using var pool = ProbePool.Create(one);
        var page = await pool.RenderPageAsync(TestPdf.With(TestPdfPage.TextPage(400, 100, "Invoice 4711 total 12.50")), 0);
        foreach (var kind in Enum.GetValues<WorkerKind>())
            Assert.Equal("watched", await pool.ProbeAsync("die at a socket", "", kind));
        foreach (var id in EngineFactory.PageIds)
            Assert.NotEmpty((await pool.ReadPageAsync(id, page.Bytes)).Reading.Words);
        Assert.NotNull((await pool.ReadCropAsync("worddeepnet", page.Bytes)).Reading);
        foreach (var kind in Enum.GetValues<WorkerKind>())
        {
            Assert.Equal("", await pool.ProbeAsync("list", "/tmp", kind));
            // the worker that did all this would have died of one
            await Assert.ThrowsAsync<OcrWorkerCrashedException>(() => pool.ProbeAsync("connect", "1", kind));
        }
    }

    [Fact]
    public async Task An_engine_without_its_files_is_not_offered_and_says_why()
    {
        await using var pool = ProbePool.Create(one with { ModelsFolder = null, TessdataFolder = "/no/tessdata" });
        Assert.Empty(await pool.EnginesAsync());
        var page = await pool.RenderPageAsync(TestPdf.With(TestPdfPage.TextPage(100, 100, "x")), 0);
        var unavailable = await Assert.ThrowsAsync<EngineUnavailableException>(() => pool.ReadPageAsync("ppocr", page.Bytes));
        Assert.Contains("manifest", unavailable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_twelve_megapixels_leaves_memory_to_spare()
    {
        await using var pool = ProbePool.Create(one);
        var lines = Enumerable.Range(0, 15).Select(i =>
            string.Create(CultureInfo.InvariantCulture, $"1 0 0 1 30 {900 - 60 * i} Tm (Line {i}: the quick brown fox jumps over the lazy dog, pays {i}.50 and keeps receipt {4711 * i} for the books.) Tj"));
        var page = await pool.RenderPageAsync(TestPdf.With(new TestPdfPage(720, 960, 0, $"BT /F1 10 Tf {string.Join('\n', lines)} ET")), 0);
        Assert.Equal((3000, 4000), (page.Width, page.Height));
        foreach (var id in EngineFactory.PageIds)
        {
            var read = await pool.ReadPageAsync(id, page.Bytes);
            Assert.InRange(read.Reading.Words.Count, 290, 310);
            output.WriteLine(FormattableString.Invariant($"{id}: {read.Reading.Words.Count} words, {read.Seconds:0.0} s, {read.CpuSeconds:0.0} s of CPU"));
        }
        foreach (var kind in Enum.GetValues<WorkerKind>())
        {
            var status = await pool.ProbeAsync("read", "/proc/self/status", kind);
            var peak = status.Split('\n').Single(line => line.StartsWith("VmPeak", StringComparison.Ordinal)).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1];
            var peakMegabytes = int.Parse(peak, CultureInfo.InvariantCulture) / 1024;
            output.WriteLine($"{kind}: {peakMegabytes} MiB of {one.MemoryMegabytes} at most");
            Assert.InRange(peakMegabytes, 500, one.MemoryMegabytes - 512);
        }
    }
}
