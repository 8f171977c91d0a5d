using System.Buffers;
using System.Text;

namespace OcrLabeling.Ocr.Recognition;

/// <summary>The words of a language, to tell what looks like text from what does not. Immutable, thread-safe.</summary>
internal sealed class Lexicon
{
    private const string Joints = "-/&";

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.,:");

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> words;

    private Lexicon(IEnumerable<string> words) => this.words = words.ToHashSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="file">UTF-8, one word a line, case of no meaning.</param>
    public static Lexicon Parse(ReadOnlySpan<byte> file) => new(Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>
    /// How many of the tokens between spaces are neither words nor numbers. Punctuation around a token does not matter; joined by <c>- / &amp;</c> each part counts; a word is
    /// written small, in capitals, or with a capital first; a number is digits with points, commas and colons between them.
    /// </summary>
    public int StrangeTokens(ReadOnlySpan<char> text)
    {
        var strange = 0;
        foreach (var token in text.Split(' '))
        {
            if (!IsPlain(Core(text[token])))
                strange++;
        }
        return strange;
    }

    private static ReadOnlySpan<char> Core(ReadOnlySpan<char> token)
    {
        var (start, end) = (0, token.Length);
        while (start < end && !char.IsAsciiLetterOrDigit(token[start]))
            start++;
        while (end > start && !char.IsAsciiLetterOrDigit(token[end - 1]))
            end--;
        return token[start..end];
    }

    private bool IsPlain(ReadOnlySpan<char> core)
    {
        if (core.IsEmpty)
            return true;
        if (core.EndsWith("'s", StringComparison.OrdinalIgnoreCase))
            core = core[..^2];
        foreach (var part in core.SplitAny(Joints))
        {
            if (!IsNumber(core[part]) && !IsWord(core[part]))
                return false;
        }
        return true;
    }

    private static bool IsNumber(ReadOnlySpan<char> part) =>
        !part.IsEmpty && char.IsAsciiDigit(part[0]) && char.IsAsciiDigit(part[^1]) && !part.ContainsAnyExcept(NumberCharacters);

    private bool IsWord(ReadOnlySpan<char> part)
    {
        if (part.IsEmpty || !words.Contains(part))
            return false;
        var rest = part[1..];
        return !rest.ContainsAnyInRange('A', 'Z') || !part.ContainsAnyInRange('a', 'z');
    }
}
