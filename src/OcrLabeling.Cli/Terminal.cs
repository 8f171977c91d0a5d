namespace OcrLabeling.Cli;

/// <summary>Where a command writes: results to the output, everything else to the error stream.</summary>
/// <param name="IsInteractive">The error stream is a screen, so that a progress bar makes sense.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error, bool IsInteractive, TimeProvider Time)
{
    public static Terminal OfProcess() => new(Console.Out, Console.Error, IsInteractive: !Console.IsErrorRedirected, TimeProvider.System);

    /// <summary>A text from outside without the control characters that could steer the terminal.</summary>
    public static string Safe(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
