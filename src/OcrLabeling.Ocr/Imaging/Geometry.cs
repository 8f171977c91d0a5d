namespace OcrLabeling.Ocr.Imaging;

/// <summary>A point in pixels of the upright page; x grows to the right, y downwards, the centre of the first pixel is (0.5, 0.5).</summary>
public readonly record struct Point(double X, double Y)
{
    /// <summary>Euclidean distance in pixels.</summary>
    public double DistanceTo(Point other) => Math.Sqrt((X - other.X) * (X - other.X) + (Y - other.Y) * (Y - other.Y));

    public Point Scale(double x, double y) => new(X * x, Y * y);
}

/// <summary>An axis-parallel rectangle in pixels, left/top inclusive, right/bottom exclusive.</summary>
public readonly record struct Box(double X0, double Y0, double X1, double Y1)
{
    public double Width => X1 - X0;
    public double Height => Y1 - Y0;
    public double Area => Math.Max(0, Width) * Math.Max(0, Height);

    /// <summary>Intersection over union, 0..1; 0 when the boxes do not overlap.</summary>
    public double IntersectionOverUnion(Box other)
    {
        var width = Math.Min(X1, other.X1) - Math.Max(X0, other.X0);
        var height = Math.Min(Y1, other.Y1) - Math.Max(Y0, other.Y0);
        if (width <= 0 || height <= 0)
            return 0;
        var intersection = width * height;
        return intersection / (Area + other.Area - intersection);
    }
}

/// <summary>Four corners in pixels of the upright page, clockwise from the top left of the text.</summary>
public readonly record struct Quad(Point TopLeft, Point TopRight, Point BottomRight, Point BottomLeft)
{
    public static Quad FromBox(Box box) =>
        new(new(box.X0, box.Y0), new(box.X1, box.Y0), new(box.X1, box.Y1), new(box.X0, box.Y1));

    /// <summary>The same corners on an image scaled by these factors.</summary>
    public Quad Scale(double x, double y) => new(TopLeft.Scale(x, y), TopRight.Scale(x, y), BottomRight.Scale(x, y), BottomLeft.Scale(x, y));

    /// <summary>The same corners, so many pixels further right and down.</summary>
    public Quad Move(double x, double y) => new(
        new(TopLeft.X + x, TopLeft.Y + y), new(TopRight.X + x, TopRight.Y + y), new(BottomRight.X + x, BottomRight.Y + y), new(BottomLeft.X + x, BottomLeft.Y + y));

    /// <summary>The same four corners, for text that runs down the right side (1) or up the left side (-1) of what this quad calls upright.</summary>
    public Quad Turn(int quarterTurns) => (((quarterTurns % 4) + 4) % 4) switch
    {
        1 => new(TopRight, BottomRight, BottomLeft, TopLeft),
        2 => new(BottomRight, BottomLeft, TopLeft, TopRight),
        3 => new(BottomLeft, TopLeft, TopRight, BottomRight),
        _ => this,
    };

    /// <summary>Clockwise from the top left of the text.</summary>
    internal IReadOnlyList<Point> Corners => [TopLeft, TopRight, BottomRight, BottomLeft];

    /// <summary>The smallest axis-parallel rectangle around the four corners.</summary>
    public Box Bounds => new(
        Math.Min(Math.Min(TopLeft.X, TopRight.X), Math.Min(BottomRight.X, BottomLeft.X)),
        Math.Min(Math.Min(TopLeft.Y, TopRight.Y), Math.Min(BottomRight.Y, BottomLeft.Y)),
        Math.Max(Math.Max(TopLeft.X, TopRight.X), Math.Max(BottomRight.X, BottomLeft.X)),
        Math.Max(Math.Max(TopLeft.Y, TopRight.Y), Math.Max(BottomRight.Y, BottomLeft.Y)));
}
