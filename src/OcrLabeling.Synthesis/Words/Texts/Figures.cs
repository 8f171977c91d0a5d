using System.Globalization;
using OcrLabeling.Synthesis.Content;

namespace OcrLabeling.Synthesis.Words.Texts;

/// <summary>Numbers, dates, prices, telephones, addresses of the web, codes, percentages.</summary>
internal sealed class Figures(Writer writer, SeededRandom random)
{
    private static readonly string[] Currencies = ["$", "£", "€", "RM", "US$", "Rs.", "€ ", "$ ", "£ ", "RM "];
    private static readonly string[] Units = ["kg", "g", "lb", "oz", "ml", "L", "cm", "mm", "in", "ft", "pcs", "x", "hrs", "GB", "W", "V", "km", "KG", "ML", "OZ", "CT", "PK"];
    private static readonly string[] DayForms =
        ["MM/dd/yyyy", "dd.MM.yyyy", "yyyy-MM-dd", "MM/dd/yy", "dd-MM-yyyy", "d/M/yy", "dd/MM/yyyy", "dd MMM yyyy", "MMM d, yyyy", "d-MMM-yy", "M/d/yyyy", "MMMM yyyy", "MMM-yy", "yyyyMMdd"];
    private static readonly string[] Ends = [".com", ".org", ".net", ".co.uk", ".com.my", ".de", ".edu", ".gov", ".io", ".shop"];

    public string Next() => random.Between(0, 17) switch
    {
        0 or 1 or 2 => Price(),
        3 or 4 => Day(),
        5 => Time(),
        6 => writer.Phone(),
        7 => Web(),
        8 => writer.Code(),
        9 => Percent(),
        10 => WithUnit(),
        11 or 12 => Whole(),
        13 => Decimal(),
        14 => Card(),
        15 => Sum(),
        16 => Identifier(),
        _ => Bracketed(Whole()),
    };

    public string Price()
    {
        var amount = (decimal)Math.Exp(random.Range(-1, random.Chance(0.2) ? 11 : 5));
        var number = amount.ToString(random.Chance(0.6) ? "0.00" : "#,0.00", CultureInfo.InvariantCulture);
        if (random.Chance(0.08))
            number = number.Replace(",", " ", StringComparison.Ordinal).Replace('.', ',');
        return random.Unit() switch
        {
            < 0.40 => number,
            < 0.75 => random.Pick(Currencies) + number,
            < 0.80 => "-" + random.Pick(Currencies) + number,
            < 0.85 => number + "-",
            < 0.90 => $"({number})",
            < 0.94 => $"{number} {(random.Chance(0.5) ? "€" : "£")}",
            _ => $"{number} {random.Pick(["T", "F", "A", "X", "N", "S", "SR", "B", "*", "TX"])}",
        };
    }

    public string Day()
    {
        var day = writer.Day().AddDays(-random.Between(0, 15000)).ToString(random.Pick(DayForms), CultureInfo.InvariantCulture);
        return random.Chance(0.25) ? day.ToUpperInvariant() : day;
    }

    public string Time()
    {
        var clock = $"{random.Between(0, 23):00}:{random.Between(0, 59):00}" + (random.Chance(0.4) ? $":{random.Between(0, 59):00}" : "");
        return random.Unit() switch { < 0.6 => clock, < 0.8 => clock + random.Pick(["AM", "PM", " AM", " PM", "am", "pm"]), _ => writer.Time() };
    }

    public string Web()
    {
        var host = writer.WebName(writer.Company()).Split('.')[0] + random.Pick(Ends);
        var name = writer.Pick(random.Chance(0.5) ? "first" : "last").ToLowerInvariant();
        var address = random.Unit() switch
        {
            < 0.25 => "www." + host,
            < 0.35 => "http://" + host,
            < 0.45 => "https://" + host,
            < 0.55 => host,
            < 0.65 => $"{host}/{name}",
            < 0.70 => $"{host}/?id={random.Digits(random.Between(1, 4))}&p={random.Between(1, 9)}",
            < 0.90 => $"{name}{random.Pick(["", ".", "_", "-"])}{random.Pick(["info", "sales", "mail", "x", "office", random.Digits(2)])}@{host}",
            < 0.95 => "@" + name + random.Digits(random.Between(1, 3)),
            _ => "#" + name,
        };
        return random.Chance(0.15) ? address.ToUpperInvariant() : address;
    }

    public string Percent() => random.Chance(0.2) ? $"{random.Between(1, 100)} %" : random.Chance(0.1) ? $"@{random.Between(1, 25)}%" : writer.Percent();

    public string Whole() => random.Unit() switch
    {
        < 0.5 => random.Digits(random.Between(1, 4)),
        < 0.7 => random.Digits(random.Between(5, 13)),
        < 0.8 => "0" + random.Digits(random.Between(1, 9)),
        < 0.9 => random.Between(1000, 9_999_999).ToString("#,0", CultureInfo.InvariantCulture),
        _ => (random.Chance(0.5) ? "-" : "+") + random.Digits(random.Between(1, 3)),
    };

    public string Decimal() => random.Range(0, random.Chance(0.5) ? 10 : 1000).ToString(random.Pick(["0.0", "0.00", "0.000", "0.0000", ".00"]), CultureInfo.InvariantCulture);

    private string WithUnit() => (random.Chance(0.6) ? Whole() : Decimal()) + (random.Chance(0.3) ? " " : "") + random.Pick(Units);

    private string Card() => random.Unit() switch
    {
        < 0.4 => new string(random.Pick(['*', 'X', 'x', '#']), random.Between(4, 12)) + random.Digits(4),
        < 0.6 => $"**** {random.Digits(4)}",
        < 0.8 => $"{random.Digits(4)}-{random.Digits(4)}-{random.Digits(4)}",
        _ => $"{random.Digits(4)} {random.Digits(4)} {random.Digits(4)}",
    };

    private string Sum() => random.Unit() switch
    {
        < 0.3 => $"{random.Between(1, 24)} @ {Decimal()}",
        < 0.5 => $"{random.Between(1, 24)} x {Decimal()}",
        < 0.6 => $"{random.Between(1, 24)}X{Decimal()}",
        < 0.7 => $"{Decimal()}={Decimal()}",
        < 0.8 => $"{random.Between(1, 99)}+{random.Between(1, 99)}",
        < 0.9 => $"{random.Between(1, 9)}/{random.Between(2, 16)}",
        _ => $"{(char)('a' + random.Between(0, 25))} = {random.Between(1, 99)}",
    };

    private string Identifier() => random.Unit() switch
    {
        < 0.25 => $"{random.Digits(6)}-{writer.Letters(1)}",
        < 0.45 => $"{writer.Letters(random.Between(1, 3))}{random.Digits(random.Between(3, 9))}",
        < 0.60 => $"#{random.Digits(random.Between(2, 7))}",
        < 0.75 => $"({random.Digits(random.Between(3, 7))}-{writer.Letters(1)})",
        < 0.85 => $"{random.Digits(2)}/{random.Digits(3)}/{random.Digits(2)}",
        < 0.95 => $"{writer.Letters(1)}{random.Digits(1)}{writer.Letters(1)} {random.Digits(1)}{writer.Letters(1)}{random.Digits(1)}",
        _ => string.Concat(Enumerable.Range(0, random.Between(6, 16)).Select(_ => "0123456789abcdef"[random.Between(0, 15)])),
    };

    private string Bracketed(string text)
    {
        var pair = random.Pick(["()", "[]", "()", "{}", "<>"]);
        return $"{pair[0]}{text}{pair[1]}";
    }
}
