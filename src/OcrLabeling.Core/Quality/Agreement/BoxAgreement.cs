namespace OcrLabeling.Core.Quality.Agreement;

/// <summary>An upright box; pixels, the right and lower ends not included.</summary>
public readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    public double Area => Math.Max(0, Right - Left) * Math.Max(0, Bottom - Top);

    /// <summary>Area of the intersection over area of the union, 0..1; 0 for two empty boxes.</summary>
    public double IntersectionOverUnion(Box other)
    {
        var common = new Box(Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom)).Area;
        var union = Area + other.Area - common;
        return union == 0 ? 0 : common / union;
    }
}

/// <summary>How far two people drew the same boxes.</summary>
public static class BoxAgreement
{
    /// <summary>
    /// Mean IoU: pairs are matched one to one by falling IoU, and a box without a partner counts 0. 1 when both drew none.
    /// </summary>
    public static double MeanIntersectionOverUnion(IReadOnlyList<Box> first, IReadOnlyList<Box> second)
    {
        var most = Math.Max(first.Count, second.Count);
        if (most == 0)
            return 1;
        var pairs = first.SelectMany((left, i) => second.Select((right, j) => (i, j, Iou: left.IntersectionOverUnion(right)))).Where(p => p.Iou > 0).OrderByDescending(p => p.Iou);
        HashSet<int> takenFirst = [], takenSecond = [];
        var sum = 0.0;
        foreach (var (i, j, iou) in pairs)
        {
            if (takenFirst.Contains(i) || takenSecond.Contains(j))
                continue;
            takenFirst.Add(i);
            takenSecond.Add(j);
            sum += iou;
        }
        return sum / most;
    }
}
