using System.Diagnostics;
using OcrLabeling.Core.Data;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
using OcrLabeling.Core.Work;

namespace OcrLabeling.Benchmarks;

/// <summary>Claims of ten cards while a million assignments are open.</summary>
internal static class ClaimBenchmark
{
    private const int Cards = 10;
    /// <summary>The runtime compiles what is called often a second time, and better; a server has that behind it.</summary>
    private const int Warm = 500;
    private const int Times = 400;
    private const int Crowd = 8;

    public static async Task RunAsync(BenchmarkStore store, BenchmarkOptions options, Report report)
    {
        var seed = await FloorSeed.OpenAsync(store, options, answered: false);
        using var transaction = new WriteTransaction(store);
        var activity = new LabelingActivity();
        var sweep = new LeaseSweep(transaction, store, activity, TimeProvider.System);
        var queue = new TaskQueue(transaction, sweep, activity, TimeProvider.System);
        var intake = new AnswerIntake(transaction, activity, TimeProvider.System);
        var random = new Random(1);
        var where = $"{store.Name}, {options.Assignments:N0} open in {options.Batches}";
        List<double> claims = [], answers = [];
        for (var i = 0; i < Warm + Times; i++)
        {
            var (worker, batch) = (seed.Workers[random.Next(seed.Workers.Count)], seed.Batches[random.Next(seed.Batches.Count)]);
            var watch = Stopwatch.StartNew();
            var claimed = (ClaimOutcome.Claimed)await queue.ClaimAsync(worker, batch, Cards, default);
            var claim = watch.Elapsed.TotalMilliseconds;
            watch.Restart();
            var now = DateTime.UtcNow;
            await intake.SubmitAsync(worker, [new(claimed.Cards[0].AssignmentId, 1, AnswerKind.Transcribed, "word", 1, new AnswerTiming(now.AddSeconds(-2), now, 1500, 300))], default);
            if (i < Warm)
                continue;
            claims.Add(claim);
            answers.Add(watch.Elapsed.TotalMilliseconds);
        }
        var bar = store is SqliteStore ? "p95 <= 50 ms" : "p95 <= 20 ms";
        report.AddTimes(where, "claim of 10 cards, one at a time", claims, bar);
        report.AddTimes(where, "one answer", answers);
        report.AddTimes(where, $"claim of 10 cards, {Crowd} workers at once in one batch", await CrowdedAsync(queue, seed));
    }

    private static async Task<List<double>> CrowdedAsync(TaskQueue queue, FloorSeed seed)
    {
        var times = await Task.WhenAll(seed.Workers.Take(Crowd).Select(worker => Task.Run(async () =>
        {
            var mine = new List<double>();
            for (var i = 0; i < Times / Crowd; i++)
            {
                var watch = Stopwatch.StartNew();
                await queue.ClaimAsync(worker, seed.Batches[0], Cards, default);
                mine.Add(watch.Elapsed.TotalMilliseconds);
            }
            return mine;
        })));
        return [.. times.SelectMany(t => t)];
    }
}
