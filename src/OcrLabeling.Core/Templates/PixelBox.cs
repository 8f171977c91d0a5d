using System.Text.Json;

namespace OcrLabeling.Core.Templates;

/// <summary>A rectangle in whole pixels; <see cref="Right"/> and <see cref="Bottom"/> are exclusive.</summary>
public readonly record struct PixelBox(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Two boxes that overlap by at least this much mean the same word.</summary>
    public const double SameFrom = 0.5;

    /// <summary>How far scaling and rounding may put a side outside of the image.</summary>
    public const int RoundingPixels = 2;

    public long Area => Math.Max(0L, Right - Left) * Math.Max(0L, Bottom - Top);

    /// <summary>Sides that lie up to <see cref="RoundingPixels"/> outside are set onto the edge: a box drawn there may have been scaled and rounded. Farther ones stay as they are.</summary>
    public PixelBox ClampTo(PixelSize image) => new(Clamp(Left, image.Width), Clamp(Top, image.Height), Clamp(Right, image.Width), Clamp(Bottom, image.Height));

    public bool LiesIn(PixelSize image) => Left >= 0 && Top >= 0 && Right <= image.Width && Bottom <= image.Height && Left < Right && Top < Bottom;

    /// <summary>Where it lies on the turned image.</summary>
    public PixelBox Turned(ImageTurn turn)
    {
        var (a, b) = (turn.Of(Left, Top), turn.Of(Right, Bottom));
        return new(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Max(a.X, b.X), Math.Max(a.Y, b.Y));
    }

    /// <summary>Intersection over union, 0..1.</summary>
    public double OverlapWith(PixelBox other)
    {
        var common = new PixelBox(Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom)).Area;
        return common == 0 ? 0 : (double)common / (Area + other.Area - common);
    }

    /// <summary>One-to-one pairs of an overlap of at least <paramref name="least"/> (above 0), the best first, as indexes into both.</summary>
    public static IReadOnlyList<(int First, int Second)> Pair(IReadOnlyList<PixelBox> first, IReadOnlyList<PixelBox> second, double least = SameFrom)
    {
        // sorted by their tops, so that a page of a thousand words is no million of comparisons
        var byTop = Enumerable.Range(0, second.Count).OrderBy(j => second[j].Top).ToList();
        var tops = byTop.ConvertAll(j => second[j].Top);
        var tallest = second.Count == 0 ? 0 : second.Max(b => b.Bottom - b.Top);
        var candidates = from i in Enumerable.Range(0, first.Count)
                         from j in byTop.Skip(FirstFrom(tops, first[i].Top - tallest)).TakeWhile(j => second[j].Top < first[i].Bottom)
                         let overlap = first[i].OverlapWith(second[j])
                         where overlap >= least
                         orderby overlap descending, i, j
                         select (i, j);
        var pairs = new List<(int, int)>();
        var (usedFirst, usedSecond) = (new HashSet<int>(), new HashSet<int>());
        foreach (var (i, j) in candidates)
            if (!usedFirst.Contains(i) && !usedSecond.Contains(j))
            {
                usedFirst.Add(i);
                usedSecond.Add(j);
                pairs.Add((i, j));
            }
        return pairs;
    }

    /// <summary>One coordinate of a box or a point, see <see cref="ClampTo"/>.</summary>
    internal static int Clamp(int value, int size) =>
        value is < 0 and >= -RoundingPixels ? 0 : value > size && value - size <= RoundingPixels ? size : value;

    private static int FirstFrom(List<int> sorted, int value)
    {
        var index = sorted.BinarySearch(value);
        for (index = index < 0 ? ~index : index; index > 0 && sorted[index - 1] >= value; index--) { }
        return index;
    }

    /// <summary>Null when it is not a JSON array of arrays of four whole numbers.</summary>
    public static IReadOnlyList<PixelBox>? ParseAll(string? json)
    {
        try
        {
            var boxes = json is { Length: <= AnswerForm.MaxLength } ? JsonSerializer.Deserialize<int[][]>(json) : null;
            return boxes?.All(b => b is { Length: 4 }) == true ? [.. boxes.Select(b => new PixelBox(b[0], b[1], b[2], b[3]))] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
