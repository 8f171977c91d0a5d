using OcrLabeling.Cli;
using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Cli.Commands;
using OcrLabeling.Cli.Evaluation;

namespace OcrLabeling.Ocr.Tests.Cli;

/// <summary>What a command line did.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command line the way the program does, with a jail of the test's choice.</summary>
    public static async Task<CommandRun> OfAsync(FakeJail jail, IReadOnlyList<string> words, bool isInteractive = false, CancellationToken ct = default)
    {
        JailStarter start = (_, _, _) => Task.FromResult<Ocr.Jail.IOcrJail>(jail);
        return await OfAsync([new RecognizeCommand(start), new EvaluateCommand(start), new ScoreCommand(), new SynthesizeCommand(), new PackCommand(start)], words, isInteractive, ct);
    }

    public static async Task<CommandRun> OfAsync(IReadOnlyList<ICommand> commands, IReadOnlyList<string> words, bool isInteractive = false, CancellationToken ct = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await new CommandTable(commands).RunAsync(words, new Terminal(output, error, isInteractive, TimeProvider.System), ct);
        return new(exitCode, output.ToString(), error.ToString());
    }

    public static async Task<CommandRun> OfAsync(params string[] words)
    {
        await using var jail = new FakeJail();
        return await OfAsync(jail, words);
    }
}
