using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Tests.Support;

namespace OcrLabeling.Ocr.Tests.Engines;

public sealed class EngineTests(EnginePool engines) : IClassFixture<EnginePool>
{
    private static readonly EngineOptions Options = new(Path.Combine(TestFiles.RepositoryRoot, "models"), EngineOptions.DebianTessdataFolder);

    public static TheoryData<string> Ids => [.. EngineFactory.PageIds];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_clean_receipt_is_read_word_by_word(string id)
    {
        using var page = Receipt();
        var words = await engines.ReadAsync(id, page);
        Assert.Equal(
            "CORNER MARKET 12 Station Road, Ashford 2 Fresh milk 2% 3.58 1 Brown bread 2.25 Thank you for shopping with us today.".Split(' '),
            words.Select(word => word.Text));
        Assert.Equal([0, 0, 1, 1, 1, 1], words.Take(6).Select(word => word.Line));
        Assert.All(words, word => Assert.InRange(word.Confidence, 0.3, 1));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Word_boxes_lie_on_their_words(string id)
    {
        using var page = Receipt();
        var boxes = (await engines.ReadAsync(id, page)).ToLookup(word => word.Text, word => word.Quad.Bounds);
        // measured on the picture
        Assert.True(boxes["MARKET"].Single().IntersectionOverUnion(new Box(155, 28, 276, 49)) > 0.6, boxes["MARKET"].Single().ToString());
        Assert.True(boxes["3.58"].Single().IntersectionOverUnion(new Box(260, 98, 299, 111)) > 0.6, boxes["3.58"].Single().ToString());
        Assert.True(boxes["shopping"].Single().IntersectionOverUnion(new Box(131, 157, 197, 175)) > 0.6, boxes["shopping"].Single().ToString());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_engine_reads_a_second_page_as_it_reads_the_first(string id)
    {
        using var page = Receipt();
        using var other = page.Crop(new Box(0, 0, 300, 80));
        var first = await engines.ReadAsync(id, page);
        await engines.ReadAsync(id, other);
        Assert.Equal(first, await engines.ReadAsync(id, page));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_crop_is_read_with_its_spaces(string id)
    {
        using var page = Receipt();
        using var crop = page.Crop(new Box(22, 150, 304, 180));
        Assert.Equal("Thank you for shopping with us today.", await engines.ReadCropAsync(id, crop));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Ppocr_reads_a_line_that_runs_up_or_down_the_page(int quarterTurns)
    {
        using var engine = EngineFactory.Create("ppocr", Options);
        using var page = Receipt();
        using var line = page.Crop(new Box(0, 145, 320, 190));
        using var turned = line.Rotate(quarterTurns);
        var words = engine.ReadPage(turned, CancellationToken.None).Words;
        Assert.Equal("Thank you for shopping with us today.", string.Join(' ', words.Select(word => word.Text)));
        Assert.All(words, word => Assert.InRange(word.Quad.Bounds.Width, 5, 30));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task An_empty_page_has_no_words(string id)
    {
        using var page = new Image(300, 200, 1);
        for (var y = 0; y < page.Height; y++)
            page.Row(y).Fill(255);
        Assert.Empty(await engines.ReadAsync(id, page));
        Assert.Equal("", await engines.ReadCropAsync(id, page));
    }

    [Fact]
    public void A_cancelled_reading_stops()
    {
        using var engine = EngineFactory.Create("ppocr", Options);
        using var page = Receipt();
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => engine.ReadPage(page, cancelled.Token));
    }

    [Fact]
    public void Tesseract_is_kept_out_of_a_process_that_holds_OpenCV()
    {
        using var page = Receipt();
        using var turned = page.Rotate(1);
        Assert.Contains("libpng", Assert.Throws<InvalidOperationException>(() => EngineFactory.Create("tesseract", Options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_engine_is_named_together_with_the_known_ones()
    {
        var fault = Assert.Throws<EngineUnavailableException>(() => EngineFactory.Create("abbyy", Options));
        Assert.Equal("abbyy", fault.EngineId);
        Assert.Contains("tesseract, ppocr", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tesseract_without_its_language_says_which_file_it_misses()
    {
        using var empty = new TemporaryFolder();
        await using var pool = new OcrWorkerPool(new OcrWorkerPoolOptions { Workers = 1, TessdataFolder = empty.Root }, TimeProvider.System);
        using var page = Receipt();
        var fault = await Assert.ThrowsAsync<EngineUnavailableException>(() => pool.ReadCropAsync("tesseract", page.EncodePng()));
        Assert.Contains("eng.traineddata", fault.Message, StringComparison.Ordinal);
    }

    private static Image Receipt() => Image.Decode(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Engines", "receipt.png")), 0, ImageLimits.Default);
}
