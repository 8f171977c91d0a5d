using System.Globalization;
using System.Text.Json;

namespace OcrLabeling.Core.Templates;

/// <summary>
/// Boxes around words: <c>[[left, top, right, bottom], ...]</c> in whole pixels of the image, right and bottom exclusive, in reading order.
/// Settings: <c>{"words": N}</c> for the first N words of the page, 0 for every word.
/// </summary>
public sealed class BoxesForm : AnswerForm
{
    public const int MaxBoxes = 5000;
    public const string EveryWord = """{"words":0}""";

    private BoxesForm(int words) => Words = words;

    /// <summary>How many boxes are asked for; 0: one around each word.</summary>
    public int Words { get; }

    public override AnswerKind Main => AnswerKind.Labeled;

    /// <summary>Null and a reason for people when the settings cannot be used.</summary>
    public static BoxesForm? Create(string settingsJson, out string? fault)
    {
        fault = $"How many words: 0 for all of them, at most {MaxBoxes}.";
        try
        {
            if (JsonSerializer.Deserialize<Settings>(settingsJson, JsonSerializerOptions.Web) is { Words: >= 0 and <= MaxBoxes } settings)
            {
                fault = null;
                return new BoxesForm(settings.Words);
            }
        }
        catch (JsonException)
        {
            // said below
        }
        return null;
    }

    /// <summary>The boxes of an answer in canonical writing.</summary>
    public static IReadOnlyList<PixelBox> Parse(string text) => PixelBox.ParseAll(text) ?? throw new FormatException("Not an answer of boxes.");

    /// <summary>Canonical writing, sorted into reading order; in whichever order the boxes come.</summary>
    public static string Write(IEnumerable<PixelBox> boxes) =>
        $"[{string.Join(',', InReadingOrder([.. boxes]).Select(b => string.Create(CultureInfo.InvariantCulture, $"[{b.Left},{b.Top},{b.Right},{b.Bottom}]")))}]";

    public override string Turned(string text, ImageTurn turn) => PixelBox.ParseAll(text) is { } boxes ? Write(boxes.Select(b => b.Turned(turn))) : text;

    protected override string? ReadMain(string? raw, PixelSize image, out string? fault)
    {
        if (PixelBox.ParseAll(raw) is not { } boxes)
        {
            fault = "Boxes are written [[left, top, right, bottom], ...] in whole pixels.";
            return null;
        }
        boxes = [.. boxes.Select(b => b.ClampTo(image))];
        fault = boxes.Count > MaxBoxes ? $"{boxes.Count} boxes are too many; at most {MaxBoxes} are allowed."
            : boxes.Any(b => !b.LiesIn(image)) ? "A box is empty or lies outside the image."
            : Words > 0 && boxes.Count != Words ? $"{Words} boxes are needed; there are {boxes.Count}."
            : null;
        return fault is null ? Write(boxes) : null;
    }

    /// <summary>Boxes of either that have no partner in the other at an overlap of one half.</summary>
    protected override int? DistanceOf(string preLabel, string text)
    {
        if (PixelBox.ParseAll(preLabel) is not { } machine || PixelBox.ParseAll(text) is not { } person)
            return null;
        var pairs = PixelBox.Pair(machine, person).Count;
        return machine.Count - pairs + person.Count - pairs;
    }

    /// <summary>Lines from top to bottom, each from left to right. A box belongs to the line whose first box its middle lies in.</summary>
    private static IEnumerable<PixelBox> InReadingOrder(List<PixelBox> boxes)
    {
        var lines = new List<List<PixelBox>>();
        foreach (var box in boxes.OrderBy(b => b.Top).ThenBy(b => b.Left).ThenBy(b => b.Right).ThenBy(b => b.Bottom))
        {
            var middle = (box.Top + box.Bottom) / 2;
            var line = lines.FirstOrDefault(l => middle >= l[0].Top && middle < l[0].Bottom);
            if (line is null)
                lines.Add(line = []);
            line.Add(box);
        }
        return lines.SelectMany(l => l.OrderBy(b => b.Left).ThenBy(b => b.Top).ThenBy(b => b.Right).ThenBy(b => b.Bottom));
    }

    private sealed record Settings(int Words = -1);
}
