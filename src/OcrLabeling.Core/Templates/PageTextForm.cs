using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OcrLabeling.Core.Templates;

/// <summary>One word of a transcribed page.</summary>
/// <param name="Text">As <see cref="Transcription"/> keeps it, not empty.</param>
/// <param name="Box">Left, top, right, bottom in whole pixels; right and bottom exclusive.</param>
/// <param name="Line">From 0; words of a line follow each other.</param>
/// <param name="Confidence">0..1, of the machine's words only.</param>
public sealed record PageWord(string Text, int[] Box, int Line, double? Confidence = null)
{
    [JsonIgnore]
    public PixelBox Pixels => new(Box[0], Box[1], Box[2], Box[3]);
}

/// <summary>Everything that stands on a page, in reading order: <c>[{"text","box":[left,top,right,bottom],"line"}, ...]</c>. A page without a word is <c>[]</c>.</summary>
public sealed class PageTextForm : AnswerForm
{
    public const int MaxWords = 5000;

    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public override AnswerKind Main => AnswerKind.Labeled;

    /// <summary>The words of an answer in canonical writing.</summary>
    public static IReadOnlyList<PageWord> Parse(string text) => Words(text) ?? throw new FormatException("Not an answer of words.");

    /// <summary>The text alone, a line each.</summary>
    public static string PlainText(string text) => string.Join('\n', Parse(text).GroupBy(w => w.Line).Select(line => string.Join(' ', line.Select(w => w.Text))));

    public static string Write(IEnumerable<PageWord> words) => JsonSerializer.Serialize(words, json);

    public override string Turned(string text, ImageTurn turn) => TurnedWords(text, turn);

    /// <summary>The order of words and lines stays: it is that of reading.</summary>
    internal static string TurnedWords(string text, ImageTurn turn) => Words(text) is not { } words ? text : Write(words.Select(word =>
    {
        var box = word.Pixels.Turned(turn);
        return word with { Box = [box.Left, box.Top, box.Right, box.Bottom] };
    }));

    /// <summary>Words with the machine's confidence; an empty page is no page that a machine read.</summary>
    public override string? AsMachine(string text, string? preLabel) => preLabel is null || IsEmpty(preLabel) || IsEmpty(text) ? null : WithConfidence(text, preLabel);

    public override bool IsEmpty(string text) => Parse(text).Count == 0;

    protected override string? ReadMain(string? raw, PixelSize image, out string? fault)
    {
        if (Words(raw) is not { } words)
        {
            fault = """Words are written [{"text": "...", "box": [left, top, right, bottom], "line": 0}, ...].""";
            return null;
        }
        fault = words.Length > MaxWords ? $"{words.Length} words are too many; at most {MaxWords} are allowed." : null;
        var read = new List<PageWord>();
        foreach (var (index, word) in words.Index())
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"Word {index + 1}");
            var box = word.Pixels.ClampTo(image);
            if (!box.LiesIn(image))
                fault ??= $"{where}: its box is empty or lies outside the image.";
            if (word.Line < 0 || index > 0 && word.Line < words[index - 1].Line)
                fault ??= $"{where}: lines are counted from 0 and follow each other.";
            if (Transcription.Create(word.Text, out var textFault) is not { } text)
                fault ??= $"{where}: {textFault}";
            else if (text.Text.Length == 0)
                fault ??= $"{where} has no text; delete its box instead.";
            else
                read.Add(new PageWord(text.Text, [box.Left, box.Top, box.Right, box.Bottom], word.Line));
        }
        return fault is null ? Write(read) : null;
    }

    /// <summary>Words of either that have no partner in the other of the same text at an overlap of one half.</summary>
    protected override int? DistanceOf(string preLabel, string text)
    {
        if (Words(preLabel) is not { } machine || Words(text) is not { } person)
            return null;
        var same = EqualWords(machine, person);
        // another order is another answer, though every word is the same
        var apart = machine.Length - same + person.Length - same;
        return apart == 0 && !Order(machine).SequenceEqual(Order(person)) ? 1 : apart;

        static IEnumerable<(string, int)> Order(PageWord[] words) => words.Select(w => (w.Text, w.Line - words[0].Line));
    }

    /// <summary>Pairs of equal text among those whose boxes overlap.</summary>
    public static int EqualWords(IReadOnlyList<PageWord> first, IReadOnlyList<PageWord> second) =>
        PixelBox.Pair([.. first.Select(w => w.Pixels)], [.. second.Select(w => w.Pixels)]).Count(p => first[p.First].Text == second[p.Second].Text);

    /// <summary>A page as the machine would have said it: with the confidence of its words at the same places, and elsewhere of any of them.</summary>
    /// <param name="reading">The machine's; null leaves the page as it is.</param>
    public static string WithConfidence(string page, string? reading)
    {
        if (Words(page) is not { } words || Words(reading)?.Where(w => w.Confidence is not null).ToList() is not { Count: > 0 } machine)
            return page;
        var places = PixelBox.Pair([.. words.Select(w => w.Pixels)], [.. machine.Select(w => w.Pixels)]).ToDictionary(p => p.First, p => p.Second);
        return Write(words.Select((word, i) => word with { Confidence = machine[places.GetValueOrDefault(i, i % machine.Count)].Confidence }));
    }

    private static PageWord[]? Words(string? text)
    {
        try
        {
            var words = text is { Length: <= MaxLength } ? JsonSerializer.Deserialize<PageWord[]>(text, json) : null;
            return words?.All(w => w is { Text: not null, Box.Length: 4 }) == true ? words : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
