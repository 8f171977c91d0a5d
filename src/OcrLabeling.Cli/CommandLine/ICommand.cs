namespace OcrLabeling.Cli.CommandLine;

/// <summary>One command of <c>ocrlab</c>, in a file of its own under Commands/ and listed in <see cref="CommandTable"/>.</summary>
internal interface ICommand
{
    /// <summary>One or two words, such as <c>score</c> or <c>user add</c>.</summary>
    string Name { get; }

    /// <summary>What it does, in one line.</summary>
    string Summary { get; }

    CommandSyntax Syntax { get; }

    /// <summary>Returns the exit code: 0 good, 1 failed.</summary>
    /// <exception cref="UsageException">Ends the program with 2.</exception>
    /// <exception cref="CommandFailedException">Ends the program with 1.</exception>
    Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken ct);
}

/// <summary>The command line itself is wrong; the message says where.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The command cannot do what it was asked; the message says why.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);
