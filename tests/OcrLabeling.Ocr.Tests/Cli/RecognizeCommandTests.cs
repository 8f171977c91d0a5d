using OcrLabeling.Ocr.Tests.Support;

namespace OcrLabeling.Ocr.Tests.Cli;

public sealed class RecognizeCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Text_comes_line_by_line()
    {
        File.WriteAllText(folder["a.png"], "one two three");
        var run = await CommandRun.OfAsync("recognize", folder["a.png"], "--engine", "fake");
        Assert.Equal((0, "one two\nthree\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Json_holds_boxes_confidence_lines_and_times()
    {
        File.WriteAllText(folder["a.png"], "Straße");
        var run = await CommandRun.OfAsync("recognize", "--json", "--engine", "fake", folder["a.png"]);
        const string words = """[{"text":"Straße","confidence":0.75,"box":[0,0,40,20],"line":0}]""";
        Assert.Equal(
            $"{{\"image\":\"{folder["a.png"]}\",\"width\":500,\"height\":100,\"rotation\":0,\"words\":{words},\"ms\":{{\"recognise\":12.5,\"total\":250}}}}\n",
            run.Output);
    }

    [Fact]
    public async Task Every_page_of_a_document_is_read()
    {
        File.WriteAllText(folder["a.tiff"], "one\ftwo");
        var run = await CommandRun.OfAsync("recognize", folder["a.tiff"], "--engine", "fake");
        Assert.Equal($"== {folder["a.tiff"]} page 1 ==\none\n== {folder["a.tiff"]} page 2 ==\ntwo\n", run.Output);
    }

    [Fact]
    public async Task One_bad_image_does_not_stop_the_others()
    {
        File.WriteAllText(folder["bad.png"], FakeJail.Corrupt);
        File.WriteAllText(folder["good.png"], "fine");
        var run = await CommandRun.OfAsync("recognize", folder["bad.png"], folder["missing.png"], folder["good.png"], "--engine", "fake");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("fine", run.Output, StringComparison.Ordinal);
        Assert.Contains("bad.png: the image is damaged", run.Error, StringComparison.Ordinal);
        Assert.Contains("missing.png", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_text_cannot_steer_the_terminal()
    {
        File.WriteAllText(folder["a.png"], "\u001b[2Jgone");
        Assert.DoesNotContain('\u001b', (await CommandRun.OfAsync("recognize", folder["a.png"], "--engine", "fake")).Output);
    }
}
