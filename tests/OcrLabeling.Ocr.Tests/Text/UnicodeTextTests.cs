using System.Text;
using OcrLabeling.Ocr.Tests.Support;
using OcrLabeling.Ocr.Text;

namespace OcrLabeling.Ocr.Tests.Text;

public sealed class UnicodeTextTests
{
    [Theory]
    [InlineData("plain ASCII", "plain ASCII")]
    [InlineData("cafe\u0301", "caf\u00E9")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\uFF21\uFB01", "\uFF21\uFB01")]
    public void Composing_joins_letters_with_their_marks(string text, string expected) => Assert.Equal(expected, UnicodeText.Compose(text));

    [Theory]
    [InlineData("ＴＯＴＡＬ：（５）　ﬁ", "TOTAL:(5) fi")]
    [InlineData("m²", "m2")]
    public void Compatible_composing_folds_presentation_forms(string text, string expected) =>
        Assert.Equal(expected, UnicodeText.ComposeCompatible(text));

    [Theory]
    [InlineData("Straße ﬁne ŉ", "STRASSE FINE ʼN")]
    [InlineData("ılk", "ILK")]
    [InlineData("µ", "\u039C")]
    public void Upper_casing_may_lengthen(string text, string expected) => Assert.Equal(expected, UnicodeText.ToUpper(text));

    /// <summary>Over the characters of Unicode 3.2, whose properties are frozen, and over 20,000 strings that mix letters and marks.</summary>
    [PythonFact]
    public async Task Every_character_and_many_strings_come_out_as_in_Python()
    {
        const string script = """
            import random, unicodedata as u
            chars = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000 and u.ucd_3_2_0.category(chr(c)) not in ("Cn", "Co")]
            random.seed(7)
            pool = [c for c in chars if u.combining(c) or u.decomposition(c)] + [chr(c) for c in range(0x1100, 0x1200)] + list("abcdeoAEOuin") * 40
            rows = chars + ["".join(random.choice(pool) for _ in range(random.randint(2, 9))) for _ in range(20000)]
            rows = [r for r in rows if all(u.ucd_3_2_0.category(c) != "Cn" for c in r)]
            code = lambda s: ".".join(f"{ord(c):X}" for c in s)
            print("\n".join(f"{code(r)} {code(u.normalize('NFC', r))} {code(u.normalize('NFKC', r))} {code(r.upper())}" for r in rows))
            """;
        var rows = (await Python.RunAsync("-c", script)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(rows.Length > 100_000);
        foreach (var row in rows)
        {
            var fields = Array.ConvertAll(row.Split(' '), Decode);
            Assert.Equal(fields[1], UnicodeText.Compose(fields[0]));
            Assert.Equal(fields[2], UnicodeText.ComposeCompatible(fields[0]));
            if (!IsCasedAfterUnicode14(fields[0]))
                Assert.Equal(fields[3], UnicodeText.ToUpper(fields[0]));
        }
    }

    /// <summary>Two old letters that got a capital in Unicode 16, which .NET knows and Python 3.11 does not.</summary>
    private static bool IsCasedAfterUnicode14(string text) => text.Contains('\u019B') || text.Contains('\u0264');

    private static string Decode(string codes)
    {
        var text = new StringBuilder();
        foreach (var code in codes.Split('.'))
            text.Append(char.ConvertFromUtf32(Convert.ToInt32(code, 16)));
        return text.ToString();
    }
}
