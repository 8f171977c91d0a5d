using System.Globalization;
using System.Text.RegularExpressions;

namespace OcrLabeling.Synthesis.Content;

/// <summary>Makes up people, places, figures and running text.</summary>
internal sealed partial class Writer(Vocabulary vocabulary, SeededRandom random)
{
    private readonly List<string> unused = [];

    public Vocabulary Vocabulary { get; } = vocabulary;

    public string Pick(string section) => random.Pick(Vocabulary[section]);

    public string Person() => random.Chance(0.2)
        ? $"{Pick("first")} {(char)('A' + random.Between(0, 25))}. {Pick("last")}"
        : $"{Pick("first")} {Pick("last")}";

    public string Company() => random.Chance(0.4) ? $"{Pick("company")} {Pick("suffix")}" : Pick("company");

    public string StreetAddress() => $"{random.Between(1, 980)} {Pick("street")}";

    public string TownLine() => $"{Pick("town")}, {Pick("state")} {random.Digits(5)}";

    public string Phone() => random.Between(0, 2) switch
    {
        0 => $"({random.Digits(3)}) {random.Digits(3)}-{random.Digits(4)}",
        1 => $"{random.Digits(3)}-{random.Digits(3)}-{random.Digits(4)}",
        _ => $"+{random.Between(1, 98)} {random.Digits(2)} {random.Digits(3)} {random.Digits(4)}",
    };

    public string WebName(string company)
    {
        var letters = new string([.. company.Where(char.IsAsciiLetter)]).ToLowerInvariant();
        return (letters.Length > 18 ? letters[..18] : letters) + random.Pick([".com", ".org", ".net", ".co"]);
    }

    public DateOnly Day() => new DateOnly(2019, 1, 1).AddDays(random.Between(0, 2400));

    public string LongDate() => LongDate(Day());

    public string LongDate(DateOnly day) => day.ToString(random.Pick(["d MMMM yyyy", "MMMM d, yyyy"]), CultureInfo.InvariantCulture);

    public string ShortDate() => Day().ToString(random.Pick(["MM/dd/yyyy", "dd.MM.yyyy", "yyyy-MM-dd", "MM/dd/yy", "dd-MM-yyyy"]), CultureInfo.InvariantCulture);

    public string Time() => random.Chance(0.5)
        ? $"{random.Between(7, 21):00}:{random.Between(0, 59):00}"
        : $"{random.Between(1, 12)}:{random.Between(0, 59):00} {random.Pick(["am", "pm"])}";

    public string Money() => Money((decimal)Math.Exp(random.Range(2, 9)));

    public static string Money(decimal amount) => amount.ToString("$#,0.00", CultureInfo.InvariantCulture);

    public string Percent() => random.Chance(0.5)
        ? $"{random.Between(1, 96)}%"
        : string.Create(CultureInfo.InvariantCulture, $"{random.Range(0.2, 60):0.0}%");

    /// <summary>Such as <c>KX-40718</c>.</summary>
    public string Code() => random.Between(0, 3) switch
    {
        0 => $"{Letters(2)}-{random.Digits(random.Between(4, 6))}",
        1 => $"{random.Digits(3)}/{Letters(1)}/{random.Digits(2)}",
        2 => random.Digits(random.Between(5, 8)),
        _ => $"{Letters(3)}{random.Digits(4)}",
    };

    public string Letters(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('A' + random.Between(0, 25))));

    public string Sentence() => Paragraph(1);

    /// <summary>Sentences that stand together in the stock, so that they speak of one thing; unused ones as long as there are any.</summary>
    public string Paragraph(int sentences)
    {
        if (unused.Count < sentences)
        {
            unused.Clear();
            unused.AddRange(Vocabulary.Sentences);
        }
        var first = random.Between(0, unused.Count - sentences);
        var run = unused.GetRange(first, sentences);
        unused.RemoveRange(first, sentences);
        return string.Join(' ', run.Select(sentence => Slot().Replace(sentence, match => Fill(match.Groups[1].Value))));
    }

    private string Fill(string slot) => slot switch
    {
        "person" => Person(),
        "date" => LongDate(),
        "amount" => Money(),
        "percent" => Percent(),
        "number" => Code(),
        "time" => Time(),
        "count" => random.Between(3, 480).ToString(CultureInfo.InvariantCulture),
        _ => Pick(slot),
    };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Slot();
}
