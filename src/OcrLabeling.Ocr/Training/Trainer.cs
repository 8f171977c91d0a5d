using System.Diagnostics;
using System.Text.Json;

namespace OcrLabeling.Ocr.Training;

/// <summary>Runs the training programs of src/training (PyTorch) as processes of low priority. Thread-safe.</summary>
/// <param name="folder">Holds <c>run</c> and the Python files; a build puts it beside the program as <c>training</c>.</param>
public sealed class Trainer(string folder)
{
    private const int LastWordsLines = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The trainer that a build puts beside the program.</summary>
    public static Trainer BesideProgram { get; } = new(Path.Combine(AppContext.BaseDirectory, "training"));

    /// <summary>How to install what training needs.</summary>
    public const string HowToInstall = "Training needs PyTorch from Debian: run src/training/setup on the server, as root or with sudo (about 400 MB). No restart is needed.";

    /// <summary>Null when training can start; else why not, for people to read.</summary>
    public async Task<string?> FindFaultAsync(CancellationToken ct)
    {
        try
        {
            await RunAsync(["train", "--help"], _ => { }, ct);
            return null;
        }
        catch (TrainerFailedException)
        {
            return HowToInstall;
        }
    }

    /// <summary>Trains, calibrates the best checkpoint on the validation words and exports it. When cancelled the run folder keeps what is needed to go on.</summary>
    /// <exception cref="TrainerUnavailableException">Python or PyTorch is missing.</exception>
    /// <exception cref="TrainerFailedException">The trainer ended with an error, or without a checkpoint.</exception>
    public async Task<TrainingResult> TrainAsync(TrainingOrder order, IProgress<TrainingReport> progress, CancellationToken ct)
    {
        if (await FindFaultAsync(ct) is { } fault)
            throw new TrainerUnavailableException(fault);
        await RunAsync(ArgumentsOf(order), line => Report(line, progress), ct);
        if (!File.Exists(order.BestCheckpoint))
            throw new TrainerFailedException("The training ended without a checkpoint.");
        var temperature = 1.0;
        await RunAsync(["calibrate", "--checkpoint", order.BestCheckpoint, "--words", order.Validate], line => temperature = Read(line)?.Temperature ?? temperature, ct);
        var exported = Path.Combine(order.RunFolder, "model");
        await RunAsync(["export", "--checkpoint", order.BestCheckpoint, "--out", exported, "--temperature", FormattableString.Invariant($"{temperature}")], _ => { }, ct);
        return new TrainingResult(Path.Combine(exported, "worddeepnet.onnx"), order.BestCheckpoint);
    }

    private static List<string> ArgumentsOf(TrainingOrder order)
    {
        var arguments = new List<string> { "train", "--run", order.RunFolder, "--start", order.StartCheckpoint, "--validate", order.Validate };
        foreach (var (name, value) in new (string, int)[] { ("steps", order.Steps), ("cool-down", order.Steps), ("warm-up", Math.Max(1, order.Steps / 20)), ("validate-every", order.ValidateEvery) })
            arguments.AddRange([$"--{name}", FormattableString.Invariant($"{value}")]);
        arguments.AddRange(["--rate", FormattableString.Invariant($"{order.PeakRate}"), "--train"]);
        arguments.AddRange(order.Learn.Select(part => FormattableString.Invariant($"{part.Folder}={part.Share}")));
        if (order.Learn.Any(part => part.Vary))
            arguments.AddRange(["--vary", .. order.Learn.Where(part => part.Vary).Select(part => part.Folder)]);
        return arguments;
    }

    private static void Report(string line, IProgress<TrainingReport> progress)
    {
        if (Read(line) is { Event: "step" or "validation" } told)
            progress.Report(new(told.Step, told.Loss, told.Accuracy));
    }

    /// <summary>Null for what is no event, such as a warning of a library.</summary>
    private static TrainerEvent? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<TrainerEvent>(line, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task RunAsync(IReadOnlyList<string> arguments, Action<string> onLine, CancellationToken ct)
    {
        var start = new ProcessStartInfo("nice", ["-n", "10", "bash", Path.Combine(folder, "run"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using var process = Process.Start(start) ?? throw new TrainerFailedException("The trainer did not start.");
        process.StandardInput.Close();
        var lastWords = new Queue<string>();
        var output = ReadLinesAsync(process.StandardOutput, onLine);
        var errors = ReadLinesAsync(process.StandardError, line =>
        {
            lastWords.Enqueue(line);
            if (lastWords.Count > LastWordsLines)
                lastWords.Dequeue();
        });
        try
        {
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
            throw;
        }
        await Task.WhenAll(output, errors);
        if (process.ExitCode != 0)
            throw new TrainerFailedException($"The trainer ended with exit code {process.ExitCode}: {string.Join('\n', lastWords)}");
    }

    /// <summary>Asks it to save and stop; whoever does not listen is killed.</summary>
    private static async Task EndAsync(Process process)
    {
        using (var ask = Process.Start("kill", ["-TERM", FormattableString.Invariant($"{process.Id}")]))
            await ask.WaitForExitAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static async Task ReadLinesAsync(StreamReader reader, Action<string> onLine)
    {
        while (await reader.ReadLineAsync() is { } line)
            onLine(line);
    }

    private sealed record TrainerEvent(string Event, int Step, double? Loss, double? Accuracy, double? Temperature);
}
