using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Tasks;

namespace OcrLabeling.Tests.Statistics;

/// <summary>How simulated workers come and go. Hours count from Monday, midnight.</summary>
/// <param name="Starts">The hour at which the batch opens.</param>
/// <param name="IsAtWork">Worker (from 0), hours.</param>
public sealed record ArrivalPattern(string Name, int Workers, double Starts, int Assignments, Func<int, double, bool> IsAtWork)
{
    public static readonly IReadOnlyList<ArrivalPattern> All =
    [
        new("steady: six people, round the clock", 6, 8, 20_000, (_, _) => true),
        new("breaks: five people, ten minutes off each hour, half an hour at midday, each at a time of their own", 5, 8, 14_000,
            (worker, hour) => !Within(hour, 11 + worker * 0.5, 11.5 + worker * 0.5) && (hour * 60 + worker * 11) % 60 >= 10),
        new("day and night: four people, nine to five", 4, 9, 40_000, (worker, hour) => Within(hour, 9 + worker * 0.1, 17) && !Within(hour, 12.5, 13.25)),
        new("joining: one person, another each hour up to six", 6, 8, 30_000, (worker, hour) => hour >= 8 + worker),
        new("joining by days: two people, one more each day up to six, nine to five", 6, 9, 60_000, (worker, hour) => Within(hour, 9, 17) && hour / 24 >= worker - 1),
        new("weekends: five people, nine to five, Monday to Friday", 5, 9, 300_000, (_, hour) => Within(hour, 9, 17) && hour % 168 < 120),
    ];

    private static bool Within(double hour, double from, double to) => hour % 24 >= from && hour % 24 < to;
}

/// <summary>The submissions of one simulated batch, in order, and the ETA that would have been shown along the way.</summary>
public sealed class ReplayedLog
{
    private static readonly DateTime Monday = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);

    private readonly List<DateTime> submitted = [];
    private readonly DateTime opened;

    /// <summary>Task times are log-normal with a median of six seconds; one person is up to a half faster or slower than another.</summary>
    public ReplayedLog(ArrivalPattern pattern, int seed)
    {
        var random = new Random(seed);
        opened = Monday.AddHours(pattern.Starts);
        var next = new PriorityQueue<int, double>();
        var pace = Enumerable.Range(0, pattern.Workers).Select(_ => 6 * Math.Exp(0.25 * Gauss(random))).ToList();
        for (var worker = 0; worker < pattern.Workers; worker++)
            next.Enqueue(worker, pattern.Starts);
        while (submitted.Count < pattern.Assignments && next.TryDequeue(out var worker, out var hour))
        {
            if (pattern.IsAtWork(worker, hour))
            {
                hour += pace[worker] * Math.Exp(0.6 * Gauss(random)) / 3600;
                submitted.Add(Monday.AddHours(hour));
            }
            else
            {
                hour += 1 / 60.0;
            }
            next.Enqueue(worker, hour);
        }
        submitted.Sort();
    }

    /// <summary>At each twentieth from a quarter on: how far the predicted time left is from the true one, relative to it, and whether the end lies within the interval.</summary>
    public IEnumerable<(double Error, bool IsWithin)> Judge()
    {
        for (var percent = 25; percent <= 95; percent += 5)
        {
            var done = submitted.Count * percent / 100;
            var now = submitted[done - 1];
            var since = now - Eta.History;
            var pace = submitted.Take(done).Where(t => t > since).GroupBy(PaceTotals.SlotOf).Select(g => new PaceSlot(g.Key, g.Count())).ToList();
            if (Eta.Estimate(BatchStatus.Open, submitted.Count, done, pace, opened, now) is not Eta.At eta)
                yield return (double.PositiveInfinity, false);
            else
                yield return (Math.Abs((eta.Time - now) / (submitted[^1] - now) - 1), eta.Earliest <= submitted[^1] && submitted[^1] <= eta.Latest);
        }
    }

    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
