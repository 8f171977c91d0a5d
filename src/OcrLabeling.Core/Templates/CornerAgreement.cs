namespace OcrLabeling.Core.Templates;

/// <summary>How far two people set the same corners round a document.</summary>
public static class CornerAgreement
{
    /// <summary>
    /// Intersection over union of two convex quadrilaterals, 0..1. One is clipped by the sides of the other: Sutherland and Hodgman, Reentrant polygon clipping, 1974.
    /// </summary>
    /// <param name="first">Corners in pixels, y down, clockwise and convex, as <see cref="CornersForm"/> takes them.</param>
    /// <param name="second">Likewise.</param>
    public static double IntersectionOverUnion(IReadOnlyList<(int X, int Y)> first, IReadOnlyList<(int X, int Y)> second)
    {
        var (one, other) = (Points(first), Points(second));
        var common = one;
        for (var i = 0; i < other.Count; i++)
            common = Clip(common, other[i], other[(i + 1) % other.Count]);
        var shared = Area(common);
        return shared / (Area(one) + Area(other) - shared);
    }

    private static List<Point> Points(IReadOnlyList<(int X, int Y)> corners) => [.. corners.Select(c => new Point(c.X, c.Y))];

    /// <summary>What of a polygon lies to the right of the line from <paramref name="from"/> to <paramref name="to"/>, or on it.</summary>
    private static List<Point> Clip(List<Point> polygon, Point from, Point to)
    {
        var kept = new List<Point>();
        foreach (var (i, end) in polygon.Index())
        {
            var start = polygon[(i + polygon.Count - 1) % polygon.Count];
            var (before, after) = (Side(start), Side(end));
            // the sides are of opposite signs where a line crosses, so their difference is not 0
            if (before < 0 != after < 0)
                kept.Add(start + before / (before - after) * (end - start));
            if (after >= 0)
                kept.Add(end);
        }
        return kept;

        double Side(Point point) => Point.Cross(to - from, point - from);
    }

    // half the sum of the cross products of neighbours; y grows downwards, so it is positive clockwise
    private static double Area(List<Point> polygon) => polygon.Select((p, i) => Point.Cross(p, polygon[(i + 1) % polygon.Count])).Sum() / 2;

    private readonly record struct Point(double X, double Y)
    {
        public static Point operator +(Point a, Point b) => new(a.X + b.X, a.Y + b.Y);

        public static Point operator -(Point a, Point b) => new(a.X - b.X, a.Y - b.Y);

        public static Point operator *(double factor, Point p) => new(factor * p.X, factor * p.Y);

        public static double Cross(Point a, Point b) => a.X * b.Y - a.Y * b.X;
    }
}
