using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Synthesis.Content;

namespace OcrLabeling.Synthesis.Words.Texts;

/// <summary>
/// What the word images say, one text after the other: 43 in 100 words of the language, 12 forms, 18 receipts, 14 figures, 5 random strings, 8 runs of
/// two or three words or pieces of words. The order is a function of the seed and the word lists. Not thread-safe.
/// </summary>
internal sealed class WordTexts
{
    private const int Longest = 26;
    private const double Punctuated = 0.14, Mended = 0.36;

    /// <summary>Signs that stand between words.</summary>
    private const string Between = "&/-_=|";

    private readonly SeededRandom random;
    private readonly Vocabulary vocabulary = Vocabulary.Default;
    private readonly Writer writer;
    private readonly Figures figures;
    private readonly FormTexts forms;
    private readonly CharacterBalance balance;
    private readonly IReadOnlyList<string> dictionary;
    private readonly IReadOnlyList<string> receipts;
    private readonly Dictionary<char, string[]> wordsWith = [];
    private readonly Queue<string> running = [];

    private readonly double emptyShare;

    /// <param name="dictionary">Words of the language; may be empty.</param>
    /// <param name="emptyShare">How many of the texts are to be empty, 0..1.</param>
    public WordTexts(ulong seed, IReadOnlyList<string> dictionary, double emptyShare)
    {
        this.emptyShare = emptyShare;
        random = new(seed);
        this.dictionary = dictionary;
        writer = new(vocabulary, random);
        figures = new(writer, random);
        forms = new(vocabulary, random);
        balance = new(random);
        receipts = vocabulary.Receipts;
    }

    /// <summary>Share of a character among all positions drawn so far, 0..1.</summary>
    public double Share(char character) => balance.Share(character);

    /// <summary>The next text: empty, or 1 to 26 characters of <see cref="WordCharset"/>, no two spaces side by side, none at the ends.</summary>
    public string Next()
    {
        if (random.Chance(emptyShare))
            return "";
        var text = Fit(Draw());
        if (random.Chance(Mended) && text.Length < Longest - 2 && balance.Behind() is { } rare)
            text = char.IsAsciiLetter(rare) ? WordWith(rare) ?? text : Between.Contains(rare, StringComparison.Ordinal) ? Join(text, rare) : balance.Attach(text, rare);
        balance.Count(text);
        return text;
    }

    /// <summary>Two words with a sign between them, or one with the sign at its end.</summary>
    private string Join(string text, char sign)
    {
        var word = random.Pick(vocabulary.CommonWords);
        return text.Length + word.Length < Longest && !text.Contains(' ', StringComparison.Ordinal) ? $"{text}{sign}{word}" : text + sign;
    }

    /// <summary>A word of the language with this letter in it, in this case.</summary>
    private string? WordWith(char letter)
    {
        if (!wordsWith.TryGetValue(char.ToLowerInvariant(letter), out var words))
            wordsWith[char.ToLowerInvariant(letter)] = words = [.. dictionary.Concat(vocabulary.CommonWords).Where(word => word.Contains(letter, StringComparison.OrdinalIgnoreCase))];
        if (words.Length == 0)
            return null;
        var picked = random.Pick(words);
        return char.IsAsciiLetterUpper(letter) ? picked.ToUpperInvariant() : picked.ToLowerInvariant();
    }

    private string Draw() => random.Unit() switch
    {
        < 0.43 => Word(),
        < 0.55 => forms.Next(),
        < 0.73 => Receipt(),
        < 0.87 => figures.Next(),
        < 0.92 => balance.RandomString(),
        < 0.98 => string.Join(' ', Enumerable.Range(0, random.Chance(0.75) ? 2 : 3).Select(_ => Part())),
        _ => Piece(Word()),
    };

    private string Part() => random.Unit() switch { < 0.6 => Word(), < 0.8 => figures.Next(), _ => Receipt() };

    private string Word()
    {
        var word = random.Unit() switch
        {
            < 0.35 => LetterCase.Vary(random.Pick(vocabulary.CommonWords), random),
            < 0.60 when dictionary.Count > 0 => LetterCase.Vary(DictionaryWord(), random),
            _ => RunningWord(),
        };
        return random.Chance(Punctuated) ? Punctuate(word) : word;
    }

    // documents use short words more often than dictionaries list them
    private string DictionaryWord()
    {
        var (one, other) = (random.Pick(dictionary), random.Pick(dictionary));
        return one.Length <= other.Length || random.Chance(0.3) ? one : other;
    }

    /// <summary>The next word of letters and reports, names and notices, with its own punctuation.</summary>
    private string RunningWord()
    {
        while (running.Count == 0)
        {
            foreach (var word in Passage().Split(' ', StringSplitOptions.RemoveEmptyEntries))
                running.Enqueue(word);
        }
        return random.Chance(0.55) ? running.Dequeue() : LetterCase.Vary(running.Dequeue(), random);
    }

    private string Passage() => random.Between(0, 6) switch
    {
        0 => writer.Person(),
        1 => $"{writer.Company()}, {writer.StreetAddress()} {writer.TownLine()}",
        2 => $"{writer.Pick("heading")} {writer.Pick("formtitle")} {writer.Pick("note")} {writer.Pick("role")}",
        3 => $"{writer.Pick("sign")} {writer.Pick("menu")} {writer.Pick("action")} {writer.Pick("setting")}",
        _ => writer.Sentence(),
    };

    private string Receipt() => random.Unit() switch
    {
        < 0.30 => Goods(),
        < 0.65 => random.Chance(0.7) ? PartOf(random.Pick(receipts)) : LetterCase.Vary(PartOf(random.Pick(receipts)), random),
        < 0.75 => figures.Price(),
        < 0.80 => figures.Day(),
        < 0.84 => figures.Time(),
        < 0.90 => $"{random.Pick(receipts)}{random.Pick([":", ": ", " ", "#"])}{figures.Whole()}",
        < 0.94 => writer.StreetAddress().ToUpperInvariant(),
        < 0.97 => $"{random.Between(1, 48)} {Goods()}",
        _ => $"{random.Between(0, 12)}",
    };

    private string Goods() => PartOf(random.Pick(vocabulary.Goods).Name);

    /// <summary>Mostly one of its words, as a detector boxes them.</summary>
    private string PartOf(string words) => random.Chance(0.3) ? words : random.Pick(words.Split(' '));

    private string Punctuate(string word) => random.Unit() switch
    {
        < 0.35 => word + random.Pick([".", ",", ",", ":", ";", "!", "?", "..."]),
        < 0.50 => $"({word})",
        < 0.58 => $"\"{word}\"",
        < 0.64 => $"'{word}'",
        < 0.72 => word + "'s",
        < 0.82 => $"{word}-{random.Pick(vocabulary["product"]).Split(' ')[0]}",
        < 0.90 => $"{word}/{RunningWord()}",
        < 0.94 => $"{word}&{RunningWord()}",
        < 0.97 => random.Pick(["*", "#", "-", "(", "[", "\"", "~", "_", "+"]) + word,
        _ => $"{word}_{random.Between(1, 99)}",
    };

    /// <summary>The beginning or end of a word, as a window over a line cuts it.</summary>
    private string Piece(string word)
    {
        if (word.Length < 4)
            return word;
        var cut = random.Between(2, word.Length - 2);
        return random.Chance(0.5) ? word[..cut] : word[cut..];
    }

    /// <summary>Whole words as long as they fit, one space between them, without characters the network does not know.</summary>
    private static string Fit(string text)
    {
        var words = string.Concat(text.Where(WordCharset.Characters.Contains)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var fitting = "";
        foreach (var word in words)
        {
            var longer = fitting.Length == 0 ? word : $"{fitting} {word}";
            if (longer.Length > Longest)
                break;
            fitting = longer;
        }
        return fitting.Length > 0 ? fitting : words.Length > 0 ? words[0][..Math.Min(words[0].Length, Longest)] : "-";
    }
}
