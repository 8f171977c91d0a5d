using System.Globalization;
using System.Text.Json;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Templates;
using OcrLabeling.Web.Layout;

namespace OcrLabeling.Web.Statistics;

/// <summary>How figures of the stats page read on screens and in addresses.</summary>
internal static class StatsTexts
{
    private static readonly Dictionary<Template, string> Names = Enum.GetValues<Template>().ToDictionary(t => t, t => JsonNamingPolicy.KebabCaseLower.ConvertName(t.ToString()));

    /// <summary>The job type as it is called everywhere, such as <c>word-transcription</c>.</summary>
    public static string Name(this Template template) => Names[template];

    public static Template? TemplateOf(string name) => Names.Where(n => n.Value == name).Select(n => (Template?)n.Key).FirstOrDefault();

    public static string Text(this Eta eta) => eta switch
    {
        Eta.Done => "done",
        Eta.NobodyLeft => "nobody left",
        Eta.At at => ReaderZone.Text(at.Time, null),
        _ => "N/A",
    };

    /// <summary>Between when and when, each with its date: <c>11-30 19:20 – 12-01 20:53</c>; with the year where that is not the estimate's.</summary>
    /// <param name="zone">Of the reader; null: UTC.</param>
    public static string Interval(this Eta.At eta, TimeZoneInfo? zone = null)
    {
        string[] span = [ReaderZone.Text(eta.Earliest, zone), ReaderZone.Text(eta.Time, zone), ReaderZone.Text(eta.Latest, zone)];
        const int year = 5;
        var isOneYear = span.Select(time => time[..year]).Distinct().Count() == 1;
        return $"{(isOneYear ? span[0][year..] : span[0])} – {(isOneYear ? span[2][year..] : span[2])}";
    }

    /// <summary>How long an answer took, always both and by their names: what is paid, and how long the card was on screen.</summary>
    public static string Times(TimeSpan net, TimeSpan onScreen) => $"{Milliseconds(net)} net, {Milliseconds(onScreen)} on screen";

    /// <summary>Hours, minutes, seconds: <c>26:03:07</c>; from two days on with days in front: <c>3 d 04:05:06</c>.</summary>
    public static string Clock(TimeSpan duration) => duration.TotalDays < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours}:{duration.Minutes:00}:{duration.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{duration.Days} d {duration.Hours:00}:{duration.Minutes:00}:{duration.Seconds:00}");

    /// <summary>To the millisecond: <c>47.912 s</c>, <c>2:05.118</c>; empty without one.</summary>
    public static string Milliseconds(TimeSpan? duration) => duration switch
    {
        null => "",
        { TotalMinutes: < 1 } brief => string.Create(CultureInfo.InvariantCulture, $"{brief.TotalSeconds:0.000} s"),
        { } lengthy => string.Create(CultureInfo.InvariantCulture, $"{(int)lengthy.TotalMinutes}:{lengthy.Seconds:00}.{lengthy.Milliseconds:000}"),
    };

    public static string Percent(double? share) => share is { } value ? value.ToString("0 %", CultureInfo.InvariantCulture).Replace(' ', '\u202f') : "";

    public static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
