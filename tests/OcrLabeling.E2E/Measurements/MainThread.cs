using System.Globalization;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Measurements;

/// <summary>What the main thread of a page has spent of the processor, and on what: a crowded machine changes that far less than what a clock says.</summary>
internal sealed class MainThread
{
    private static readonly (string Metric, string What)[] metrics =
        [("TaskDuration", "processor"), ("ScriptDuration", "of that script"), ("RecalcStyleDuration", "of that style"), ("LayoutDuration", "of that layout")];

    private readonly ICDPSession session;

    private MainThread(ICDPSession session) => this.session = session;

    /// <summary>Names of what <see cref="ReadAsync"/> gives.</summary>
    public static IEnumerable<string> Kinds => metrics.Select(m => m.What);

    public static async Task<MainThread> OfAsync(Visit visit)
    {
        var session = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await session.SendAsync("Performance.enable", new Dictionary<string, object> { ["timeDomain"] = "threadTicks" });
        return new MainThread(session);
    }

    /// <summary>Milliseconds so far, by kind.</summary>
    public async Task<IReadOnlyDictionary<string, double>> ReadAsync()
    {
        var all = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray()
            .ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("value").GetDouble());
        return metrics.ToDictionary(m => m.What, m => 1000 * all[m.Metric]);
    }

    /// <summary>Such as <c>90 steps, median 20 ms, p95 38 ms, longest 64 ms</c>.</summary>
    public static string Line(string what, IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToList();
        return string.Create(CultureInfo.InvariantCulture,
            $"{what}: {sorted.Count} steps, median {sorted[sorted.Count / 2]:F0} ms, p95 {sorted[(int)Math.Ceiling(0.95 * sorted.Count) - 1]:F0} ms, longest {sorted[^1]:F0} ms");
    }
}
