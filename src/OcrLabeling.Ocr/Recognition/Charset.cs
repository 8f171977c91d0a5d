using System.Globalization;
using System.Text;
using OcrLabeling.Ocr.Text;

namespace OcrLabeling.Ocr.Recognition;

/// <summary>
/// The classes of a CTC network folded to the symbols we read: full-width signs to plain ones (NFKC), several classes to one symbol, and scripts
/// we do not read (the network knows 6,000 Chinese characters) to none. Symbol 0 is the blank, symbol 1 the space.
/// </summary>
internal sealed class Charset
{
    public const int Blank = 0, Space = 1;

    private readonly List<string> symbols = ["", " "];

    private Charset(IReadOnlyList<string> classes)
    {
        ClassCount = classes.Count + 2;
        var symbolOfText = new Dictionary<string, int>();
        var map = new List<(int Class, int Symbol)> { (0, Blank), (classes.Count + 1, Space) };
        for (var i = 0; i < classes.Count; i++)
        {
            var text = UnicodeText.ComposeCompatible(classes[i]);
            if (string.IsNullOrWhiteSpace(text) || !text.EnumerateRunes().All(IsReadable))
                continue;
            if (!symbolOfText.TryGetValue(text, out var symbol))
            {
                symbolOfText[text] = symbol = symbols.Count;
                symbols.Add(text);
            }
            map.Add((i + 1, symbol));
        }
        Map = [.. map];
    }

    /// <summary>Classes of the network: the listed ones, the blank before them and the space after them.</summary>
    public int ClassCount { get; }

    public int SymbolCount => symbols.Count;

    /// <summary>Which symbol each readable class means.</summary>
    public (int Class, int Symbol)[] Map { get; }

    /// <summary>Adds up the probabilities of the classes that mean the same symbol.</summary>
    /// <param name="classes">One step of the network, <see cref="ClassCount"/> long.</param>
    /// <param name="symbols"><see cref="SymbolCount"/> long; overwritten.</param>
    public void Fold(ReadOnlySpan<float> classes, Span<float> symbols)
    {
        symbols.Clear();
        foreach (var (index, symbol) in Map)
            symbols[symbol] += classes[index];
    }

    /// <param name="file">UTF-8, one class a line: class 1, 2, ...</param>
    public static Charset Parse(ReadOnlySpan<byte> file)
    {
        var lines = Encoding.UTF8.GetString(file).Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        if (lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        return new(lines);
    }

    public string Text(int symbol) => symbols[symbol];

    /// <summary>Latin letters and whatever belongs to no script (digits, punctuation, currency, arithmetic).</summary>
    private static bool IsReadable(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter => rune.Value < 0x0250,
        UnicodeCategory.DecimalDigitNumber => rune.Value < 0x80,
        UnicodeCategory.OtherPunctuation or UnicodeCategory.DashPunctuation or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation
            or UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.ConnectorPunctuation => rune.Value < 0x2E80,
        UnicodeCategory.CurrencySymbol or UnicodeCategory.MathSymbol or UnicodeCategory.ModifierSymbol => rune.Value < 0x2300,
        UnicodeCategory.OtherSymbol => rune.Value < 0x2000,
        _ => false,
    };
}
