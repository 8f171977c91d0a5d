using System.Globalization;
using OcrLabeling.Synthesis.Content;

namespace OcrLabeling.Synthesis.Layouts;

/// <summary>One sale: what was bought and what it came to.</summary>
internal sealed class Till
{
    private Till(string department, IReadOnlyList<SoldItem> items, decimal taxRate)
    {
        Department = department;
        Items = items;
        TaxRate = taxRate;
    }

    public string Department { get; }

    public IReadOnlyList<SoldItem> Items { get; }

    /// <summary>In percent.</summary>
    public decimal TaxRate { get; }

    public decimal Subtotal => Items.Sum(i => i.Amount);

    public decimal Tax => Math.Round(Items.Where(i => i.IsTaxed).Sum(i => i.Amount) * TaxRate / 100, 2);

    public decimal Total => Subtotal + Tax;

    public static Till Ring(Vocabulary vocabulary, SeededRandom random)
    {
        var department = random.Chance(0.35) ? "grocery" : random.Pick(vocabulary.Departments);
        var goods = vocabulary.Goods.Where(g => g.Department == department).ToArray();
        var count = department == "grocery" ? random.Between(4, 22) : random.Between(1, 8);
        var items = Enumerable.Range(0, count).Select(_ => random.Pick(goods)).Distinct().Select(article => new SoldItem(
            article.Name, random.Chance(0.75) ? 1 : random.Between(2, 6), article.Price(random), random.Chance(0.6), random.Digits(12))).ToArray();
        return new(department, items, random.Pick([5m, 6.25m, 7m, 8.25m, 8.875m, 20m]));
    }
}

/// <param name="Code">Twelve digits, as on the bar code.</param>
internal sealed record SoldItem(string Name, int Quantity, decimal Price, bool IsTaxed, string Code)
{
    public decimal Amount => Quantity * Price;

    public static string Figure(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
