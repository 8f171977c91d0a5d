using System.Globalization;
using OcrLabeling.Synthesis.Content;

namespace OcrLabeling.Synthesis.Words.Texts;

/// <summary>What forms, faxes and letters say beside their sentences: names of fields, initials, numbers of points, dates of an office, signs by themselves.</summary>
internal sealed class FormTexts(Vocabulary vocabulary, SeededRandom random)
{
    private static readonly string[] DayForms =
        ["M/d/yy", "MM/dd/yy", "M-d-yy", "MM-dd-yy", "MMM. d, yyyy", "MMMM d, yyyy", "MMMM", "MMM.", "d,", "yyyy", "/yy", "M/yy", @"MMM dd \'yy", "dd-MMM-yy"];
    private static readonly string[] Marks = ["-", ".", ",", ":", "*", "--", "/", "**", "+", "=", "...", "%", "&", "#", "\"", "(", ")", "$", "+/-", "X", "x"];

    public string Next() => random.Unit() switch
    {
        < 0.62 => Label(),
        < 0.69 => Initials(),
        < 0.76 => Point(),
        < 0.82 => random.Pick(Marks),
        < 0.92 => Day(),
        _ => Count(),
    };

    /// <summary>Mostly one of its words, as a detector boxes them.</summary>
    private string Label()
    {
        var label = random.Pick(vocabulary.Forms);
        var part = random.Chance(0.2) ? label : random.Pick(label.Split(' '));
        var text = random.Chance(0.55) ? part : LetterCase.Vary(part, random);
        return random.Chance(0.2) && char.IsLetter(text[^1]) ? text + ":" : text;
    }

    private string Initials()
    {
        var letters = Enumerable.Range(0, random.Chance(0.7) ? 1 : 2).Select(_ => $"{(char)('A' + random.Between(0, 25))}.");
        return string.Join(random.Chance(0.5) ? " " : "", letters) + (random.Chance(0.1) ? "," : "");
    }

    private string Point()
    {
        var point = random.Chance(0.6) ? $"{random.Between(1, 24)}" : ((char)((random.Chance(0.5) ? 'A' : 'a') + random.Between(0, 9))).ToString();
        return random.Unit() switch { < 0.5 => point + ".", < 0.7 => point + ")", < 0.9 => $"({point})", _ => point };
    }

    private string Day()
    {
        var day = new DateOnly(1970, 1, 1).AddDays(random.Between(0, 19_000)).ToString(random.Pick(DayForms), CultureInfo.InvariantCulture);
        return random.Chance(0.25) ? day.ToUpperInvariant() : day;
    }

    private string Count() => random.Unit() switch
    {
        < 0.25 => $"{random.Between(1, 9):000}/{random.Between(1, 40):000}",
        < 0.40 => $"19{random.Digits(1)}{random.Between(0, 9)}",
        < 0.55 => random.Digits(random.Between(8, 10)),
        < 0.70 => $"{random.Between(1, 99)}-{random.Between(1, 999)}",
        < 0.85 => $"({random.Digits(3)})",
        _ => $"{random.Digits(3)}-{random.Digits(4)}",
    };
}
