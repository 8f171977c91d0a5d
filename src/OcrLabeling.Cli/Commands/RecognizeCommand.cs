using System.Text.Json;
using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Cli.Evaluation;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Scoring;

namespace OcrLabeling.Cli.Commands;

/// <summary>Prints the words of images and documents.</summary>
internal sealed class RecognizeCommand(JailStarter startJail) : ICommand
{
    public string Name => "recognize";

    public string Summary => "Print the words of images, TIFFs and PDFs.";

    public CommandSyntax Syntax { get; } = new(Operand: "IMAGE", [
        new("engine", "ENGINE", "which engine reads", IsRequired: true),
        new("json", null, "one JSON object a page, with boxes, confidence and times, instead of text"),
    ]);

    public async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken ct)
    {
        await using var jail = await startJail(null, ct);
        var engine = await jail.EngineAsync(arguments.Text("engine"), ct);
        var failed = false;
        foreach (var path in arguments.Operands)
        {
            try
            {
                await foreach (var page in ReadAsync(jail, engine.Id, path, ct))
                    Print(page, arguments, terminal);
            }
            catch (Exception e) when (e is ImageRefusedException or OcrWorkerCrashedException or OcrWorkerTimedOutException
                or IOException or UnauthorizedAccessException)
            {
                failed = true;
                terminal.Error.WriteLine($"{Terminal.Safe(path)}: {e.Message}");
            }
        }
        return failed ? 1 : 0;
    }

    private static async IAsyncEnumerable<RecognizedPage> ReadAsync(
        IOcrJail jail, string engine, string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var file = await File.ReadAllBytesAsync(path, ct);
        var inspection = await jail.InspectAsync(file, ct);
        if (inspection is { Format: not FileFormat.Pdf, Pages.Count: 1 })
        {
            yield return new(path, null, await jail.ReadPageAsync(engine, file, ct));
            yield break;
        }
        for (var page = 0; page < inspection.Pages.Count; page++)
        {
            var image = await jail.RenderPageAsync(file, page, ct: ct);
            yield return new(path, page + 1, await jail.ReadPageAsync(engine, image.Bytes, ct));
        }
    }

    private static void Print(RecognizedPage page, Arguments arguments, Terminal terminal)
    {
        if (arguments.Has("json"))
        {
            terminal.Output.WriteLine(page.ToJson());
            return;
        }
        if (arguments.Operands.Count > 1 || page.Number is not null)
            terminal.Output.WriteLine($"== {Terminal.Safe(page.Path)}{(page.Number is { } number ? $" page {number}" : "")} ==");
        foreach (var line in page.Reading.Reading.Words.GroupBy(w => w.Line))
            terminal.Output.WriteLine(string.Join(' ', line.Select(w => Terminal.Safe(w.Text))));
    }

    /// <param name="Number">From 1 in a document of pages; null for a single image.</param>
    private sealed record RecognizedPage(string Path, int? Number, JailedPageReading Reading)
    {
        public string ToJson()
        {
            var (reading, seconds) = (Reading.Reading, Reading.Seconds);
            var words = reading.Words.Select(w => (Word: w, Box: w.Quad.Bounds));
            return JsonSerializer.Serialize(
                new
                {
                    Image = Path,
                    Page = Number,
                    reading.Width,
                    reading.Height,
                    reading.Rotation,
                    Words = words.Select(w => new { w.Word.Text, w.Word.Confidence, Box = new[] { w.Box.X0, w.Box.Y0, w.Box.X1, w.Box.Y1 }, w.Word.Line }),
                    Ms = reading.StageMilliseconds.Append(new("total", seconds * 1000)).ToDictionary(),
                },
                ScoreJson.Compact);
        }
    }
}
