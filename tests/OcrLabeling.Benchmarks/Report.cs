using System.Globalization;
using System.Text.Json;

namespace OcrLabeling.Benchmarks;

/// <summary>A table of what was measured, as markdown or JSON.</summary>
internal sealed class Report(bool json)
{
    private readonly List<(string Where, string What, string Figure, string Bar)> rows = [];

    public void Add(string where, string what, string figure, string bar = "") => rows.Add((where, what, figure, bar));

    /// <summary>Median and 95th percentile of <paramref name="milliseconds"/>.</summary>
    public void AddTimes(string where, string what, List<double> milliseconds, string bar = "")
    {
        milliseconds.Sort();
        double At(double share) => milliseconds[Math.Min(milliseconds.Count - 1, (int)(share * milliseconds.Count))];
        Add(where, what, string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.5):0.0} ms, p95 {At(0.95):0.0} ms, max {milliseconds[^1]:0.0} ms ({milliseconds.Count} times)"), bar);
    }

    public async Task WriteAsync(TextWriter output)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(rows.Select(r => new { database = r.Where, what = r.What, figure = r.Figure, bar = r.Bar })));
            return;
        }
        await output.WriteLineAsync("| where | what | figure | bar |\n|---|---|---|---|");
        foreach (var (where, what, figure, bar) in rows)
            await output.WriteLineAsync($"| {where} | {what} | {figure} | {bar} |");
    }
}
