using System.Text.Json;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Measurements;

/// <summary>
/// What the browser itself says of each key press: how long from the event until the frame that it led to was presented, with all that lies between (script, style, layout, painting, rasters,
/// composition). Chromium's trace event EventLatency, by itself: nothing else is traced meanwhile.
/// </summary>
internal sealed class KeyLatency
{
    private const string Category = "input.scrolling";

    private readonly ICDPSession session;
    private readonly List<JsonElement> events = [];
    private readonly TaskCompletionSource complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private KeyLatency(ICDPSession session)
    {
        this.session = session;
        session.Event("Tracing.dataCollected").OnEvent += (_, data) => events.AddRange(data!.Value.GetProperty("value").EnumerateArray());
        session.Event("Tracing.tracingComplete").OnEvent += (_, _) => complete.TrySetResult();
    }

    public static async Task<KeyLatency> StartAsync(Visit visit)
    {
        var session = await visit.Page.Context.Browser!.NewBrowserCDPSessionAsync();
        var latency = new KeyLatency(session);
        await session.SendAsync("Tracing.start", new Dictionary<string, object>
        {
            ["transferMode"] = "ReportEvents",
            ["traceConfig"] = new Dictionary<string, object> { ["includedCategories"] = new[] { Category } },
        });
        return latency;
    }

    /// <summary>Milliseconds of each key press since the start, in their order. Ends the measurement.</summary>
    public async Task<IReadOnlyList<double>> StopAsync()
    {
        await session.SendAsync("Tracing.end");
        await complete.Task;
        await session.DetachAsync();
        var (began, pressed) = (new Dictionary<string, double>(), new List<(double At, double Milliseconds)>());
        foreach (var latency in events.Where(e => Text(e, "name") == "EventLatency").OrderBy(Time))
        {
            var id = $"{latency.GetProperty("pid")} {latency.GetProperty("id2")}";
            if (Text(latency, "ph") == "e" && began.Remove(id, out var start))
                pressed.Add((start, (Time(latency) - start) / 1000));
            else if (Text(latency, "ph") == "b" && Text(latency.GetProperty("args").GetProperty("event_latency"), "event_type") == "KEY_PRESSED")
                began[id] = Time(latency);
        }
        return [.. pressed.OrderBy(p => p.At).Select(p => p.Milliseconds)];
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    // microseconds
    private static double Time(JsonElement element) => element.GetProperty("ts").GetDouble();
}
