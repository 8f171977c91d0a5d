using System.Globalization;

namespace OcrLabeling.Synthesis.Content;

/// <summary>Something a shop sells.</summary>
/// <param name="Name">As its till prints it.</param>
internal sealed record Article(string Department, string Name, decimal LowestPrice, decimal HighestPrice)
{
    /// <param name="line">department|name|lowest price|highest price</param>
    public static Article Parse(string line)
    {
        var parts = line.Split('|');
        return new(parts[0], parts[1], decimal.Parse(parts[2], CultureInfo.InvariantCulture), decimal.Parse(parts[3], CultureInfo.InvariantCulture));
    }

    public decimal Price(SeededRandom random) => Math.Round(LowestPrice + (HighestPrice - LowestPrice) * (decimal)random.Unit(), 2);
}
