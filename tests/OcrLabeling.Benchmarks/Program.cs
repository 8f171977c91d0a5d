using OcrLabeling.Benchmarks;

// benchmarks claim|stats|export|stress|eta [--database sqlite|postgresql] [--assignments N] [--batches N] [--workers N] [--json]
if (!BenchmarkOptions.TryParse(args, out var options, out var fault))
{
    await Console.Error.WriteLineAsync(fault);
    return 2;
}
var report = new Report(options.Json);
foreach (var store in options.Stores())
{
    await using (store)
    {
        await (options.Command switch
        {
            "claim" => ClaimBenchmark.RunAsync(store, options, report),
            "stats" => StatsBenchmark.RunAsync(store, options, report),
            "export" => ExportBenchmark.RunAsync(store, options, report),
            _ => StressBenchmark.RunAsync(store, options, report),
        });
    }
}
if (options.Command == "eta")
    EtaBenchmark.Run(report);
await report.WriteAsync(Console.Out);
return 0;
