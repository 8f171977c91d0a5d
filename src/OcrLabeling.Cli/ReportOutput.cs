using OcrLabeling.Cli.CommandLine;
using OcrLabeling.Scoring;

namespace OcrLabeling.Cli;

/// <summary>Writes reports the way the command line asks for.</summary>
internal static class ReportOutput
{
    public static void Write(ScoreReport report, Arguments arguments, Terminal terminal)
    {
        if (arguments.Has("json"))
            terminal.Output.WriteLine(ScoreJson.Write(report));
        else
            terminal.Output.Write(ScoreTable.Render(report, everything: arguments.Has("all")));
    }

    public static void Write(ScoreComparison comparison, Arguments arguments, Terminal terminal)
    {
        if (arguments.Has("json"))
            terminal.Output.WriteLine(ScoreJson.Write(comparison));
        else
            terminal.Output.Write(ScoreTable.Render(comparison));
    }
}
