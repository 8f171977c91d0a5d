using System.Diagnostics;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Tests.Support;
using OcrLabeling.Synthesis;

namespace OcrLabeling.Ocr.Tests.Synthesis;

public sealed class ImagePdfTests
{
    [Fact]
    public async Task Poppler_finds_the_pages_and_their_size()
    {
        using var folder = new TemporaryFolder();
        using var gray = new Image(850, 1100, 1);
        using var colour = new Image(400, 200, 3);
        await File.WriteAllBytesAsync(folder["scan.pdf"], ImagePdf.Write([gray, colour], dotsPerInch: 100));
        var info = await RunAsync("pdfinfo", "-l", "2", folder["scan.pdf"]);
        Assert.Matches(@"Pages: +2\n", info);
        Assert.Matches(@"Page +1 size: +612 x 792 pts", info);
        Assert.Matches(@"Page +2 size: +288 x 144 pts", info);
        Assert.Matches(@"image +400 +200 +rgb +3 +8 +jpeg", await RunAsync("pdfimages", "-list", folder["scan.pdf"]));
    }

    private static async Task<string> RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{command[0]} did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal("", await errors);
        return output;
    }
}
