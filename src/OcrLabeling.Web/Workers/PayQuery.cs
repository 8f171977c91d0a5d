using System.Globalization;
using OcrLabeling.Core.Statistics;
using OcrLabeling.Core.Workers;

namespace OcrLabeling.Web.Workers;

/// <summary>What a pay report is asked for, as it stands in the address.</summary>
/// <param name="From">First day, <c>2026-11-01</c>; missing: from the beginning.</param>
/// <param name="Until">Last day.</param>
/// <param name="Per"><c>answer</c>, <c>hour</c>, or missing.</param>
/// <param name="Rate">With a decimal point.</param>
internal sealed record PayQuery(Guid? Pool, string? From, string? Until, string? Per, string? Rate)
{
    private const string DayFormat = "yyyy-MM-dd";

    public StatsFilter Filter => Pool is { } pool ? StatsFilter.All with { Pools = [new PoolId(pool)] } : StatsFilter.All;

    public DateOnly? First => Day(From);

    public DateOnly? Last => Day(Until);

    public PayRate PayRate => (Per, Number) switch
    {
        ("answer", { } amount) => new(PayBasis.PerAnswer, amount),
        ("hour", { } amount) => new(PayBasis.PerActiveHour, amount),
        _ => default,
    };

    private decimal? Number => decimal.TryParse(Rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000 ? number : null;

    public static string? Text(DateOnly? day) => day?.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
