using System.Globalization;

namespace OcrLabeling.Web.Texts;

/// <summary>A language of the worker's pages. The one being read is <see cref="CultureInfo.CurrentUICulture"/>; <see cref="CultureInfo.CurrentCulture"/>, the team's, is none of its business.</summary>
/// <param name="Key">Two letters, as in <c>lang</c>.</param>
/// <param name="Name">What it calls itself.</param>
internal sealed record Language(string Key, string Name)
{
    public static readonly Language English = new("en", "English");

    public static readonly IReadOnlyList<Language> All = [English, new("es", "Español")];

    public static Language Current => Find(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? English;

    public CultureInfo Culture => CultureInfo.GetCultureInfo(Key);

    public static Language? Find(string key) => All.FirstOrDefault(l => l.Key == key);

    /// <summary>Such as <c>1,234</c> or <c>1.234</c>.</summary>
    public static string Number(long number) => number.ToString("N0", Current.Culture);

    /// <summary>Such as <c>1,234.50 EUR</c>.</summary>
    public static string Money(decimal amount, string currency) => $"{amount.ToString("N2", Current.Culture)} {currency}".TrimEnd();

    /// <summary>With as many decimals as it has, two at least and four at most, such as <c>0.0125 EUR</c>.</summary>
    public static string Rate(decimal amount, string currency) => $"{amount.ToString("#,0.00##", Current.Culture)} {currency}".TrimEnd();

    /// <summary>With one decimal, such as <c>3.2</c> or <c>3,2</c>.</summary>
    public static string Decimal(double number) => number.ToString("0.0", Current.Culture);
}
