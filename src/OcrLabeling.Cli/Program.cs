using System.Globalization;
using OcrLabeling.Cli;
using OcrLabeling.Cli.CommandLine;

// figures are for programs as well as people: the same digits and points in every country
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var stop = new StopSignals();
return await CommandTable.Production.RunAsync(args, Terminal.OfProcess(), stop.Token);
