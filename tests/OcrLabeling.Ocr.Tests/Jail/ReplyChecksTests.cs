using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Jail.Protocol;

namespace OcrLabeling.Ocr.Tests.Jail;

/// <summary>A worker that was taken over may answer in good form, but not with figures or bytes that would do harm further on.</summary>
public sealed class ReplyChecksTests
{
    private static readonly EngineInfo engine = new("tesseract", "5.3.0");
    private static readonly Quad quad = Quad.FromBox(new(1, 2, 30, 14));
    private static readonly RecognizedWord word = new("café", 0.5, quad, 0);
    private static readonly PageReading page = new(100, 50, 0, [word], new Dictionary<string, double> { ["detect"] = 3.5 });
    private static readonly byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0];

    public static TheoryData<string, PageReading> WrongPages => new()
    {
        { "no width", page with { Width = 0 } },
        { "too long a side", page with { Height = 16_001 } },
        { "too many pixels", page with { Width = 10_000, Height = 10_000 } },
        { "odd rotation", page with { Rotation = 45 } },
        { "confidence above one", page with { Words = [word with { Confidence = 1.01 }] } },
        { "confidence that is no number", page with { Words = [word with { Confidence = double.NaN }] } },
        { "empty text", page with { Words = [word with { Text = "" }] } },
        { "white space", page with { Words = [word with { Text = "a b" }] } },
        { "control character", page with { Words = [word with { Text = "a\u0007" }] } },
        { "not composed", page with { Words = [word with { Text = "cafe\u0301" }] } },
        { "endless text", page with { Words = [word with { Text = new string('a', 1001) }] } },
        { "line below zero", page with { Words = [word with { Line = -1 }] } },
        { "more lines than words", page with { Words = [word with { Line = 1 }] } },
        { "corner at infinity", page with { Words = [word with { Quad = quad with { TopLeft = new(double.PositiveInfinity, 0) } }] } },
        { "corner far away", page with { Words = [word with { Quad = quad with { BottomRight = new(0, -32_001) } }] } },
        { "null for a word", page with { Words = [null!] } },
        { "negative time", page with { StageMilliseconds = new Dictionary<string, double> { ["x"] = -1 } } },
        { "nameless stage", page with { StageMilliseconds = new Dictionary<string, double> { [""] = 1 } } },
    };

    [Theory]
    [MemberData(nameof(WrongPages))]
    public void Wrong_pages_are_not_believed(string what, PageReading wrong)
    {
        Assert.NotEmpty(what);
        Assert.Throws<ProtocolException>(() => ReplyChecks.Page(new(engine, wrong, 1, 1), engine.Id, ImageLimits.Default));
    }

    [Fact]
    public void A_right_page_survives_the_wire_and_the_checks_unchanged()
    {
        var frame = ProtocolJson.Write(new WorkerReply.PageRead(engine, page, 1.25, 0.5));
        var reply = Assert.IsType<WorkerReply.PageRead>(ProtocolJson.ReadReply(frame));
        var read = ReplyChecks.Page(reply, engine.Id, ImageLimits.Default);
        Assert.Equal((engine, 1.25, 0.5), (read.Engine, read.Seconds, read.CpuSeconds));
        Assert.Equal([word], read.Reading.Words);
        Assert.Equal(page.StageMilliseconds, read.Reading.StageMilliseconds);
    }

    [Fact]
    public void Another_engine_than_asked_for_is_not_believed() =>
        Assert.Throws<ProtocolException>(() => ReplyChecks.Page(new(engine, page, 1, 1), "ppocr", ImageLimits.Default));

    [Theory]
    [InlineData("image/png", 10, 10, true)]
    [InlineData("image/jpeg", 10, 10, false)]
    [InlineData("text/html", 10, 10, false)]
    [InlineData("image/png", 0, 10, false)]
    [InlineData("image/png", 17_000, 10, false)]
    public void Only_bytes_that_begin_as_their_media_type_says_pass(string mediaType, int width, int height, bool right)
    {
        WorkerReply.Images reply = new([new(mediaType, width, height)]);
        if (right)
            Assert.Equal(png, ReplyChecks.Images(reply, [png], 1, ImageLimits.Default)[0].Bytes);
        else
            Assert.Throws<ProtocolException>(() => ReplyChecks.Images(reply, [png], 1, ImageLimits.Default));
    }

    [Fact]
    public void Fewer_images_than_asked_for_are_not_believed() =>
        Assert.Throws<ProtocolException>(() => ReplyChecks.Images(new([new("image/png", 1, 1)]), [png], 2, ImageLimits.Default));

    [Fact]
    public void Pages_beyond_the_limits_are_not_believed()
    {
        Assert.Throws<ProtocolException>(() => ReplyChecks.Inspection(new(new(FileFormat.Tiff, [])), ImageLimits.Default));
        Assert.Throws<ProtocolException>(() => ReplyChecks.Inspection(new(new(FileFormat.Tiff, Enumerable.Repeat(new PageSize(1, 1), 51).ToList())), ImageLimits.Default));
        Assert.Throws<ProtocolException>(() => ReplyChecks.Inspection(new(new((FileFormat)99, [new(1, 1)])), ImageLimits.Default));
    }
}
