using System.Diagnostics;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Tests.Imaging;
using Xunit.Abstractions;

namespace OcrLabeling.Ocr.Tests.Jail;

/// <summary>The figures of docs/measurements.md, section Jail.</summary>
[Trait("Category", "Measurement")]
public sealed class JailMeasurements(ITestOutputHelper output)
{
    private const int Rounds = 20;

    /// <summary>Not a target: figures on a shared machine vary tenfold.</summary>
    private const double HangingMilliseconds = 20_000;

    [Fact]
    public async Task Starting_a_worker_and_asking_it_cost_milliseconds()
    {
        var starts = new List<double>();
        for (var round = 0; round < 5; round++)
            await using (var pool = new OcrWorkerPool(new OcrWorkerPoolOptions { Workers = 1 }, TimeProvider.System))
                starts.Add(await MillisecondsAsync(() => pool.WarmAsync()));
        Report("start to ready", starts);

        await using var warm = new OcrWorkerPool(new OcrWorkerPoolOptions { Workers = 1 }, TimeProvider.System);
        using var page = TestFiles.Pattern(2550, 3300);
        var jpeg = page.EncodeJpeg(90);
        var pdf = TestPdf.With(TestPdfPage.TextPage(612, 792, "Invoice 4711"));
        await MeasureAsync("round trip, 100 bytes", () => warm.PingAsync(new byte[100]));
        await MeasureAsync("round trip, 1 MiB in", () => warm.PingAsync(new byte[1024 * 1024]));
        await MeasureAsync("round trip, 12 MiB in", () => warm.PingAsync(new byte[12 * 1024 * 1024]));
        await MeasureAsync($"inspect a JPEG of 8.4 megapixels, {jpeg.Length / 1024} KiB", () => warm.InspectAsync(jpeg));
        await MeasureAsync("preview of it, 320 pixels", () => warm.PreviewAsync(jpeg, 320));
        await MeasureAsync("inspect a PDF of one page", () => warm.InspectAsync(pdf));
        await MeasureAsync("render it, letter at 300 dpi", () => warm.RenderPageAsync(pdf, 0));
    }

    private async Task MeasureAsync(string what, Func<Task> call)
    {
        await call();
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
            times.Add(await MillisecondsAsync(call));
        Report(what, times);
    }

    private void Report(string what, List<double> milliseconds)
    {
        milliseconds.Sort();
        var median = milliseconds[milliseconds.Count / 2];
        output.WriteLine(FormattableString.Invariant($"{what}: median {median:0.00} ms, fastest {milliseconds[0]:0.00}, slowest {milliseconds[^1]:0.00}"));
        Assert.InRange(median, 0, HangingMilliseconds);
    }

    private static async Task<double> MillisecondsAsync(Func<Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        await call();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
