namespace OcrLabeling.Web.Statistics;

/// <summary>A span of the activity chart and the width of its columns.</summary>
public sealed record StatsRange(string Key, string Label, TimeSpan Span, bool ByDay)
{
    public static readonly IReadOnlyList<StatsRange> All =
    [
        new("24h", "24 hours", TimeSpan.FromHours(23), ByDay: false),
        new("7d", "7 days", TimeSpan.FromDays(7) - TimeSpan.FromHours(1), ByDay: false),
        new("30d", "30 days", TimeSpan.FromDays(29), ByDay: true),
        new("1y", "1 year", TimeSpan.FromDays(364), ByDay: true),
    ];

    /// <summary>The range called <paramref name="key"/>, else the first.</summary>
    public static StatsRange Of(string? key) => All.FirstOrDefault(r => r.Key == key) ?? All[0];
}
