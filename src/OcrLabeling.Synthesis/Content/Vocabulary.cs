namespace OcrLabeling.Synthesis.Content;

/// <summary>The names, goods and sentences the documents are written with, all invented for this program. Immutable.</summary>
internal sealed class Vocabulary
{
    private static readonly Lazy<Vocabulary> Loaded = new(() => new Vocabulary());

    private readonly Dictionary<string, List<string>> sections = [];

    private Vocabulary()
    {
        List<string> section = [];
        foreach (var line in ReadLines("names.txt"))
        {
            if (line.StartsWith('['))
                sections.Add(line.Trim('[', ']'), section = []);
            else
                section.Add(line);
        }
        Goods = [.. ReadLines("goods.txt").Select(Article.Parse)];
        Departments = [.. Goods.Select(g => g.Department).Distinct()];
        Sentences = [.. ReadLines("sentences.txt")];
        Receipts = [.. ReadLines("receipts.txt")];
        Forms = [.. ReadLines("forms.txt")];
        CommonWords = [.. ReadLines("words.txt").SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct()];
    }

    public static Vocabulary Default => Loaded.Value;

    public IReadOnlyList<Article> Goods { get; }

    public IReadOnlyList<string> Departments { get; }

    /// <summary>Running text with {slots}.</summary>
    public IReadOnlyList<string> Sentences { get; }

    /// <summary>What tills and card readers print beside goods, such as <c>TOTAL DUE</c>.</summary>
    public IReadOnlyList<string> Receipts { get; }

    /// <summary>Fields, headings and short phrases of forms, faxes and letters.</summary>
    public IReadOnlyList<string> Forms { get; }

    /// <summary>Single words documents are mostly made of, in lower case.</summary>
    public IReadOnlyList<string> CommonWords { get; }

    /// <summary>The lines of one [section] of names.txt.</summary>
    public IReadOnlyList<string> this[string section] => sections[section];

    private static IEnumerable<string> ReadLines(string file)
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream("Synthesis." + file)
            ?? throw new InvalidOperationException($"{file} is not embedded.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && !line.StartsWith('#'))
                yield return line;
        }
    }
}
