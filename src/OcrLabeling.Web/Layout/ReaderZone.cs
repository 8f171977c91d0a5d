using System.Globalization;

namespace OcrLabeling.Web.Layout;

/// <summary>How much of a moment is shown: the date, date and minute, date and second, or the time of day alone.</summary>
public enum TimeDetail { Day, Minute, Second, Clock }

/// <summary>The time zone of whoever reads a screen: shell.js notes it in a cookie, and it goes to the screens as a cascading value.</summary>
internal static class ReaderZone
{
    public const string Name = "ReaderZone";
    public const string Cookie = "zone";

    private static readonly Dictionary<TimeDetail, string> formats = new()
    {
        [TimeDetail.Day] = "yyyy-MM-dd", [TimeDetail.Minute] = "yyyy-MM-dd HH:mm", [TimeDetail.Second] = "yyyy-MM-dd HH:mm:ss", [TimeDetail.Clock] = "HH:mm:ss",
    };

    /// <param name="id">IANA name such as <c>Europe/Zurich</c>; anything else is UTC.</param>
    public static TimeZoneInfo Of(string? id) => id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <param name="zone">Null: UTC.</param>
    public static string Text(DateTime utc, TimeZoneInfo? zone, TimeDetail detail = TimeDetail.Minute) => In(utc, zone).ToString(formats[detail], CultureInfo.InvariantCulture);

    /// <param name="zone">Null: UTC.</param>
    public static DateTime In(DateTime utc, TimeZoneInfo? zone) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone ?? TimeZoneInfo.Utc);
}
