namespace OcrLabeling.Scoring;

/// <summary>An axis-parallel rectangle in pixels of the page, left/top inclusive, right/bottom exclusive.</summary>
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
