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

    /// <summary>Of the report of one pool at its rate, from the root of the application.</summary>
    public static string PathOf(Guid pool, PayRate rate)
    {
        var per = rate.Basis switch { PayBasis.PerAnswer => "answer", PayBasis.PerActiveHour => "hour", _ => null };
        return $"admin/pay?pool={pool}{(per is null ? "" : string.Create(CultureInfo.InvariantCulture, $"&per={per}&rate={rate.Amount:0.####}"))}";
    }

    public StatsFilter Filter => Pool is { } pool ? StatsFilter.All with { Pools = [new PoolId(pool)] } : StatsFilter.All;

    public DateOnly? First => Day(From);

    public DateOnly? Last => Day(Until);

    public PayRate PayRate => (Per, Number) switch
    {
        ("answer", { } amount) => new(PayBasis.PerAnswer, amount),
        ("hour", { } amount) => new(PayBasis.PerActiveHour, amount),
        _ => default,
    };

    private decimal? Number => decimal.TryParse(Rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= PayRate.MaxAmount ? number : null;

    public static string? Text(DateOnly? day) => day?.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
