using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Ocr.Synthesis.Words.Texts;

/// <summary>
/// Counts the characters drawn so far and makes up strings of those that fell behind, so that each of <see cref="WordCharset.Characters"/> comes to
/// at least <see cref="LeastShare"/> of all positions. Not thread-safe.
/// </summary>
internal sealed class CharacterBalance(SeededRandom random)
{
    /// <summary>A little above the 0.3 % aimed at, since the balance runs behind the texts.</summary>
    public const double LeastShare = 0.0036;

    private static readonly string Characters = WordCharset.Characters;
    private static readonly string Visible = Characters.TrimEnd(' ');
    private static readonly string Alphanumeric = string.Concat(Visible.Where(char.IsAsciiLetterOrDigit));

    private readonly long[] counts = new long[char.MaxValue];
    private readonly List<char> rare = [];
    private long total;
    private int untilRefresh;

    public void Count(string text)
    {
        foreach (var character in text)
            counts[character]++;
        total += text.Length;
    }

    /// <summary>Share of all positions so far, 0..1.</summary>
    public double Share(char character) => total == 0 ? 0 : (double)counts[character] / total;

    /// <summary>A word with one or two signs that fell behind in or around it; null when none has.</summary>
    public string? Mend(string word)
    {
        if (Rare() is not { Count: > 0 } wanted)
            return null;
        var sign = Rarest(wanted);
        var place = random.Unit() switch { < 0.4 => 0, < 0.92 => word.Length, _ => random.Between(0, word.Length) };
        var mended = word.Insert(place, sign.ToString());
        return random.Chance(0.35) ? mended + Rarest(wanted) : mended;
    }

    /// <summary>One to eight characters: evenly drawn, or letters and digits only, or those that fell behind.</summary>
    public string RandomString()
    {
        var wanted = Rare();
        var (length, kind) = (random.Between(1, 8), random.Unit());
        return string.Concat(Enumerable.Range(0, length).Select(_ =>
            kind < 0.6 && wanted.Count > 0 && random.Chance(0.8) ? Rarest(wanted)
            : kind < 0.75 ? Alphanumeric[random.Between(0, Alphanumeric.Length - 1)]
            : Visible[random.Between(0, Visible.Length - 1)]));
    }

    // the rarer of two
    private char Rarest(List<char> wanted)
    {
        var (one, other) = (random.Pick(wanted), random.Pick(wanted));
        return counts[one] <= counts[other] ? one : other;
    }

    private List<char> Rare()
    {
        if (--untilRefresh <= 0)
        {
            untilRefresh = 50;
            rare.Clear();
            rare.AddRange(Visible.Where(c => Share(c) < LeastShare));
        }
        return rare;
    }
}
