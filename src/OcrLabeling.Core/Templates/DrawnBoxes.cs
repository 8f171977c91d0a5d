namespace OcrLabeling.Core.Templates;

/// <summary>Boxes that people drew: what lies between them, when they agree, and how they are got wrong. Texts are in the canonical writing of <see cref="BoxesForm"/>.</summary>
internal static class DrawnBoxes
{
    /// <summary>An answer of boxes agrees from this F1 against the truth on (pairs at an overlap of one half).</summary>
    private const double AgreesFromF1 = 0.8;

    /// <summary>Boxes that more than half of the answers have, each side at the median.</summary>
    public static string Between(IReadOnlyList<string> drawings)
    {
        var groups = new List<List<PixelBox>>();
        foreach (var boxes in drawings.Select(BoxesForm.Parse))
        {
            var pairs = PixelBox.Pair([.. groups.Select(g => g[0])], boxes);
            foreach (var (group, box) in pairs)
                groups[group].Add(boxes[box]);
            groups.AddRange(boxes.Where((_, i) => pairs.All(p => p.Second != i)).Select(b => new List<PixelBox> { b }));
        }
        return BoxesForm.Write(groups.Where(g => g.Count * 2 > drawings.Count).Select(Median));
    }

    public static bool Agree(string truth, string drawing)
    {
        var (wanted, drawn) = (BoxesForm.Parse(truth), BoxesForm.Parse(drawing));
        return wanted.Count > 0 && 2.0 * PixelBox.Pair(wanted, drawn).Count / (wanted.Count + drawn.Count) >= AgreesFromF1;
    }

    /// <summary>Whether an answer that began wrong is right: each box that was wrong is put right, and the rest is near enough or has one slip at most.</summary>
    public static bool ArePutRight(string truth, string begun, string answer) =>
        GoldParts.OfBoxes(truth, begun, answer) is var boxes && boxes.IsPutRight && (boxes.HasFewSlips || Agree(truth, answer));

    /// <summary>One of them shifted or, where <paramref name="mayMiss"/>, taken away; null where there is none.</summary>
    public static string? Corrupt(List<PixelBox> boxes, bool mayMiss, PixelSize image, Random random)
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

    private static PixelBox Median(List<PixelBox> boxes) => new(
        DrawnVerdict.Median(boxes.Select(b => b.Left)), DrawnVerdict.Median(boxes.Select(b => b.Top)), DrawnVerdict.Median(boxes.Select(b => b.Right)), DrawnVerdict.Median(boxes.Select(b => b.Bottom)));

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
}
