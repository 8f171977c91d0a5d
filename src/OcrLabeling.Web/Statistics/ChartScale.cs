using System.Globalization;

namespace OcrLabeling.Web.Statistics;

/// <summary>A value axis from 0 with four round steps.</summary>
internal static class ChartScale
{
    private const double Lines = 4;

    /// <param name="most">The highest value shown.</param>
    public static int Step(int most) => (int)RoundUp(most / Lines);

    public static string Whole(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    // 1, 2 or 5 times a power of ten
    private static double RoundUp(double step)
    {
        if (step <= 1)
            return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch { <= 1 => power, <= 2 => 2 * power, <= 5 => 5 * power, _ => 10 * power };
    }
}
