namespace OcrLabeling.Core.Workers;

/// <summary>What a pool pays by.</summary>
public enum PayBasis { None, PerAnswer, PerActiveHour }

/// <param name="Amount">For one answer or one active hour; 0 or more.</param>
/// <param name="Currency">Three capital letters (ISO 4217); empty where nobody said which.</param>
public readonly record struct PayRate(PayBasis Basis, decimal Amount, string Currency = "")
{
    public const decimal MaxAmount = 1_000_000;
    public const int CurrencyLength = 3;

    public static readonly PayRate None = new(PayBasis.None, 0);

    /// <summary>To two places, halves away from zero; null without a rate.</summary>
    public decimal? Of(int answers, TimeSpan active) => Basis switch
    {
        PayBasis.PerAnswer => decimal.Round(Amount * answers, 2, MidpointRounding.AwayFromZero),
        PayBasis.PerActiveHour => decimal.Round(Amount * active.Ticks / TimeSpan.TicksPerHour, 2, MidpointRounding.AwayFromZero),
        _ => null,
    };

    /// <summary>Why it cannot be a pool's; null when it can.</summary>
    public string? Fault =>
        Basis == PayBasis.None ? null
        : Amount is <= 0 or > MaxAmount ? $"The rate must be more than 0 and at most {MaxAmount:N0}."
        : decimal.Round(Amount, 4) != Amount ? "The rate may have four decimal places."
        : Currency is { Length: CurrencyLength } && Currency.All(char.IsAsciiLetterUpper) ? null
        : "The currency is three letters, such as EUR or USD.";
}
