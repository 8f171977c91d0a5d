using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Synthesis.Words.Texts;

/// <summary>
/// Counts the characters drawn so far and makes up strings of those that fell behind, so that each of <see cref="WordCharset.Characters"/> comes to
/// its <see cref="LeastShare"/> of all positions. Not thread-safe.
/// </summary>
internal sealed class CharacterBalance(SeededRandom random)
{
    /// <summary>Signs that documents hardly use: a network that sees them as often as others reads them into smudges.</summary>
    public const string Seldom = "\\^_`{|}~<>[]£€";

    /// <summary>A little above the 0.3 % and the 0.1 % aimed at, since the balance runs behind the texts.</summary>
    private const double CommonShare = 0.0034, SeldomShare = 0.0012;

    // where signs stand in texts; all others stand at the end
    private const string Leading = "([{<$£€#\"`~+*@", Pairs = "()[]{}<>\"\"''";

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

    /// <summary>What a character comes to at least, 0..1.</summary>
    public static double LeastShare(char character) => Seldom.Contains(character, StringComparison.Ordinal) ? SeldomShare : CommonShare;

    /// <summary>Share of all positions so far, 0..1.</summary>
    public double Share(char character) => total == 0 ? 0 : (double)counts[character] / total;

    /// <summary>One of the characters that fell behind; null when none has.</summary>
    public char? Behind() => Rare() is { Count: > 0 } wanted ? Rarest(wanted) : null;

    /// <summary>A word with a sign where it stands in texts.</summary>
    public string Attach(string word, char sign)
    {
        var half = Pairs.IndexOf(sign, StringComparison.Ordinal);
        return half >= 0 && random.Chance(0.6) ? $"{Pairs[half & ~1]}{word}{Pairs[half | 1]}"
            : Leading.Contains(sign, StringComparison.Ordinal) ? sign + word
            : word + sign;
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
            rare.AddRange(Visible.Where(c => Share(c) < LeastShare(c)));
        }
        return rare;
    }
}
