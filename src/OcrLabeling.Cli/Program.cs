using OcrLabeling.Cli;
using OcrLabeling.Cli.CommandLine;

using var stop = new StopSignals();
return await CommandTable.Production.RunAsync(args, Terminal.OfProcess(), stop.Token);
