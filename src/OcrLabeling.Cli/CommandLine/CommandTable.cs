using OcrLabeling.Cli.Accounts;
using OcrLabeling.Cli.Commands;
using OcrLabeling.Ocr.Training;
using OcrLabeling.Synthesis;

namespace OcrLabeling.Cli.CommandLine;

/// <summary>Finds the command that a command line names, runs it and turns its outcome into an exit code.</summary>
internal sealed class CommandTable(IReadOnlyList<ICommand> commands)
{
    private const int Good = 0;
    private const int Failed = 1;
    private const int BadUsage = 2;

    /// <summary>All commands of <c>ocrlab</c>.</summary>
    public static CommandTable Production { get; } = new([
        new RecognizeCommand(JailStart.StartAsync),
        new EvaluateCommand(JailStart.StartAsync),
        new ScoreCommand(),
        new SynthesizeCommand(),
        new PackCommand(JailStart.StartAsync),
        new TrainCommand(JailStart.StartAsync, Trainer.BesideProgram, new SyntheticMix(), JailStart.ModelsFolder),
        new UserAddCommand(PasswordInput.Read),
        new TotalsCommand(repair: false),
        new TotalsCommand(repair: true),
    ]);

    public async Task<int> RunAsync(IReadOnlyList<string> words, Terminal terminal, CancellationToken ct)
    {
        if (words is ["--help" or "-h" or "help"])
        {
            terminal.Output.Write(Help());
            return Good;
        }
        if (Find(words) is not { } command)
        {
            if (words is [var group, "--help" or "-h"] && HelpOfGroup(group) is { } help)
            {
                terminal.Output.Write(help);
                return Good;
            }
            terminal.Error.Write(words.Count == 0 ? Help() : $"ocrlab: there is no command \"{words[0]}\"\n\n{Help()}");
            return BadUsage;
        }
        var rest = words.Skip(command.Name.Split(' ').Length).ToList();
        if (rest.Any(w => w is "--help" or "-h"))
        {
            terminal.Output.Write(Help(command));
            return Good;
        }
        return await RunAsync(command, rest, terminal, ct);
    }

    private static async Task<int> RunAsync(ICommand command, List<string> words, Terminal terminal, CancellationToken ct)
    {
        try
        {
            return await command.RunAsync(command.Syntax.Parse(words), terminal, ct);
        }
        catch (UsageException e)
        {
            terminal.Error.WriteLine($"ocrlab {command.Name}: {e.Message}");
            terminal.Error.WriteLine(Usage(command));
            return BadUsage;
        }
        catch (Exception e) when (IsExpected(e))
        {
            terminal.Error.WriteLine($"ocrlab {command.Name}: {e.Message}");
            return Failed;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            terminal.Error.WriteLine($"ocrlab {command.Name}: stopped");
            return Failed;
        }
    }

    /// <summary>Faults of the input or the machine, whose message is enough; anything else is ours and shows its stack.</summary>
    private static bool IsExpected(Exception e) => e is CommandFailedException or IOException or UnauthorizedAccessException or InvalidDataException
        or OcrLabeling.Scoring.LineFormatException or Ocr.Jail.OcrJailUnavailableException;

    private ICommand? Find(IReadOnlyList<string> words) =>
        commands.FirstOrDefault(c => c.Name.Split(' ') is var name && words.Take(name.Length).SequenceEqual(name));

    private static string Usage(ICommand command) => $"usage: ocrlab {command.Name} {command.Syntax.Form}";

    private string Help() => Help("COMMAND", commands);

    /// <summary>Of commands of two words that begin alike; null when there are none.</summary>
    private string? HelpOfGroup(string group) => commands.Where(c => c.Name.StartsWith(group + " ", StringComparison.Ordinal)).ToList() is { Count: > 0 } found ? Help($"{group} COMMAND", found) : null;

    private static string Help(string form, IReadOnlyList<ICommand> commands)
    {
        var width = commands.Max(c => c.Name.Length);
        var lines = commands.Select(c => $"  {c.Name.PadRight(width)}  {c.Summary}");
        return $"usage: ocrlab {form} ...\n\n{string.Join('\n', lines)}\n\nocrlab COMMAND --help tells more. Exit code: 0 good, 1 failed, 2 bad usage.\n";
    }

    private static string Help(ICommand command)
    {
        var width = command.Syntax.Options.Max(o => o.Form.Length);
        var lines = command.Syntax.Options.Select(o => $"  {o.Form.PadRight(width)}  {o.Help}{(o.IsRequired ? " (required)" : "")}");
        return $"{command.Summary}\n{Usage(command)}\n\n{string.Join('\n', lines)}\n";
    }
}
