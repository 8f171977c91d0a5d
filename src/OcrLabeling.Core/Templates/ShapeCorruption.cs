using System.Globalization;
using System.Text.Json;

namespace OcrLabeling.Core.Templates;

/// <summary>
/// A wrong answer of its own kind for each template: boxes shifted or missing, words of a page misread or missing, a page turned, a corner moved, a field of a custom card changed. Wrong enough
/// that <see cref="GoldVerdict"/> does not take it, and still an answer that the page takes: who only presses Enter gives it back.
/// </summary>
public static class ShapeCorruption
{
    private const int MostSteps = 200;
    private const int WordsPerFault = 100;
    private const int QuarterTurn = 90;

    /// <param name="form">The form of the batch.</param>
    /// <param name="preLabel">Of a custom card: what it would begin with; only fields it names become wrong.</param>
    /// <param name="truth">In its canonical writing.</param>
    /// <returns>In canonical writing; null when there is nothing that could be got wrong, as on an empty page.</returns>
    public static string? Of(Template template, AnswerForm form, string truth, PixelSize image, Random random, string? preLabel = null)
    {
        var (wrong, known) = (truth, new GoldTruth(GoldKind.Corrupted, AnswerKind.Labeled, truth));
        for (var step = 0; step < MostSteps; step++)
        {
            if (Step(template, form, wrong, image, random, preLabel) is not { } next)
                return null;
            // a step that makes no answer is taken back
            wrong = form.Read(AnswerKind.Labeled, next, image, out _)?.Text ?? wrong;
            if (!GoldVerdict.IsRight(template, known, wrong, new Vote(AnswerKind.Labeled, wrong)))
                return wrong;
        }
        return null;
    }

    private static string? Step(Template template, AnswerForm form, string text, PixelSize image, Random random, string? preLabel) => template switch
    {
        Template.PageOrientation => ((int.Parse(text, CultureInfo.InvariantCulture) + QuarterTurn * random.Next(1, 4)) % 360).ToString(CultureInfo.InvariantCulture),
        Template.RectSelect => Boxes([.. BoxesForm.Parse(text)], ((BoxesForm)form).Words == 0, image, random),
        Template.DocumentCorners => Corners([.. CornersForm.Parse(text)], random),
        Template.DocumentTranscription => Page([.. PageTextForm.Parse(text)], random),
        Template.Custom => Fields((CustomForm)form, text, image, random, preLabel),
        _ => throw new ArgumentException($"{template} has no drawn answers.", nameof(template)),
    };

    private static string? Boxes(List<PixelBox> boxes, bool mayMiss, PixelSize image, Random random)
    {
        if (boxes.Count == 0)
            return null;
        var at = random.Next(boxes.Count);
        if (mayMiss && boxes.Count > 1 && random.Next(3) == 0)
            boxes.RemoveAt(at);
        else
            boxes[at] = Shifted(boxes[at], image, random);
        return BoxesForm.Write(boxes);
    }

    /// <summary>Moved by more than half of its size; where there is no room for that, cut down.</summary>
    private static PixelBox Shifted(PixelBox box, PixelSize image, Random random)
    {
        var (width, height) = (box.Right - box.Left, box.Bottom - box.Top);
        for (var tries = 0; tries < 8; tries++)
        {
            var far = 0.6 + random.NextDouble();
            var (dx, dy) = random.Next(4) switch { 0 => (far * width, 0.0), 1 => (-far * width, 0.0), 2 => (0.0, far * height), _ => (0.0, -far * height) };
            var moved = new PixelBox(box.Left + (int)dx, box.Top + (int)dy, box.Right + (int)dx, box.Bottom + (int)dy);
            if (moved.LiesIn(image))
                return moved;
        }
        return box with { Right = box.Left + Math.Max(1, width / 3), Bottom = box.Top + Math.Max(1, height / 2) };
    }

    private static string Corners(List<(int X, int Y)> corners, Random random)
    {
        var at = random.Next(corners.Count);
        var (x, y) = (corners.Average(c => c.X), corners.Average(c => c.Y));
        var share = 0.15 + 0.15 * random.NextDouble();
        corners[at] = ((int)Math.Round(corners[at].X + share * (x - corners[at].X)), (int)Math.Round(corners[at].Y + share * (y - corners[at].Y)));
        return CornersForm.Write(corners);
    }

    private static string? Page(List<PageWord> words, Random random)
    {
        if (words.Count == 0)
            return null;
        // few: a page that is wrong all over is told from those the machine read
        for (var i = 0; i <= words.Count / WordsPerFault; i++)
        {
            var at = random.Next(words.Count);
            if (words.Count > 1 && random.Next(5) == 0)
                words.RemoveAt(at);
            else
                words[at] = words[at] with { Text = PreLabelCorruption.Of(words[at].Text, random) };
        }
        return PageTextForm.Write(words);
    }

    private static string? Fields(CustomForm form, string text, PixelSize image, Random random, string? preLabel)
    {
        var named = preLabel is null ? null : CustomForm.Parse(preLabel).Select(f => f.Name).ToHashSet();
        var values = CustomForm.Parse(text).ToDictionary(f => f.Name, f => f.Value);
        var candidates = form.Fields.Where(f => named?.Contains(f.Name) != false).Select(f => (f.Name, Wrong: Value(f, values[f.Name], image, random))).Where(f => f.Wrong is not null).ToList();
        if (candidates.Count == 0)
            return null;
        var (name, wrong) = candidates[random.Next(candidates.Count)];
        return CustomForm.Write(form.Fields.Select(f => (f.Name, f.Name == name ? wrong! : values[f.Name].GetRawText())));
    }

    /// <summary>Another value of the field as JSON; null when nothing is known to be wrong about it.</summary>
    private static string? Value(CustomField field, JsonElement value, PixelSize image, Random random) => (field, value.ValueKind) switch
    {
        (CustomField.Choice { Options: { Count: > 1 } options }, JsonValueKind.String) => Quoted(Other([.. options.Select(o => o.Value)], value.GetString()!, random)),
        (CustomField.MultiChoice choice, JsonValueKind.Array) => Toggled([.. choice.Options.Select(o => o.Value)], [.. value.EnumerateArray().Select(v => v.GetString()!)], random),
        (CustomField.Text, JsonValueKind.String) => Quoted(Misread(value.GetString()!, random)),
        (CustomField.Number number, JsonValueKind.Number) => CustomField.Number.Write(value.GetDecimal() + (random.Next(2) == 0 ? 1 : -1) * random.Next(1, 4) * (number.Step ?? 1)),
        (CustomField.Boxes, JsonValueKind.Array) when CustomForm.BoxesOf(value) is { Count: > 0 } boxes => Boxes([.. boxes], true, image, random),
        _ => null,
    };

    private static string Other(List<string> all, string one, Random random)
    {
        all.Remove(one);
        return all[random.Next(all.Count)];
    }

    private static string Toggled(List<string> all, List<string> chosen, Random random)
    {
        var one = all[random.Next(all.Count)];
        if (!chosen.Remove(one))
            chosen.Add(one);
        return JsonSerializer.Serialize(chosen);
    }

    /// <summary>Numbers get another digit, so that they stay what a pattern may ask for.</summary>
    private static string Misread(string text, Random random)
    {
        var digits = Enumerable.Range(0, text.Length).Where(i => char.IsAsciiDigit(text[i])).ToList();
        if (digits.Count == 0)
            return PreLabelCorruption.Of(text, random);
        var at = digits[random.Next(digits.Count)];
        return $"{text[..at]}{(text[at] - '0' + random.Next(1, 10)) % 10}{text[(at + 1)..]}";
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
