using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Synthesis.Rendering;

/// <summary>Boxes, rules and other shapes on an image, anti-aliased by their distance to the pixel's centre; cut off at its edges.</summary>
internal static class Painter
{
    /// <summary>Fills a box, its sides rounded to whole pixels.</summary>
    public static void Fill(this Image image, Box box, Ink ink)
    {
        var (left, right) = ((int)Math.Clamp(Math.Round(box.X0), 0, image.Width), (int)Math.Clamp(Math.Round(box.X1), 0, image.Width));
        var (top, bottom) = ((int)Math.Clamp(Math.Round(box.Y0), 0, image.Height), (int)Math.Clamp(Math.Round(box.Y1), 0, image.Height));
        for (var y = top; y < bottom; y++)
        {
            var row = image.Row(y);
            if (image.Channels == 1 && ink.Opacity >= 1)
                row[left..Math.Max(left, right)].Fill(ink.Gray);
            else
            {
                for (var x = left; x < right; x++)
                    Blend(row, x, image.Channels, ink, ink.Opacity);
            }
        }
    }

    /// <summary>The four sides of a box, inside it.</summary>
    public static void Frame(this Image image, Box box, double thicknessPixels, Ink ink)
    {
        image.Fill(box with { Y1 = box.Y0 + thicknessPixels }, ink);
        image.Fill(box with { Y0 = box.Y1 - thicknessPixels }, ink);
        image.Fill(box with { X1 = box.X0 + thicknessPixels, Y0 = box.Y0 + thicknessPixels, Y1 = box.Y1 - thicknessPixels }, ink);
        image.Fill(box with { X0 = box.X1 - thicknessPixels, Y0 = box.Y0 + thicknessPixels, Y1 = box.Y1 - thicknessPixels }, ink);
    }

    public static void FillRounded(this Image image, Box box, double radiusPixels, Ink ink) =>
        Shape(image, box, ink, (x, y) => RoundedDistance(box, radiusPixels, x, y));

    public static void FrameRounded(this Image image, Box box, double radiusPixels, double thicknessPixels, Ink ink) =>
        Shape(image, box, ink, (x, y) => Math.Abs(RoundedDistance(box, radiusPixels, x, y) + thicknessPixels / 2) - thicknessPixels / 2);

    public static void Disc(this Image image, Point centre, double radiusPixels, Ink ink) =>
        Shape(image, Around(centre, radiusPixels), ink, (x, y) => new Point(x, y).DistanceTo(centre) - radiusPixels);

    public static void Ring(this Image image, Point centre, double radiusPixels, double thicknessPixels, Ink ink) =>
        Shape(image, Around(centre, radiusPixels + thicknessPixels), ink, (x, y) => Math.Abs(new Point(x, y).DistanceTo(centre) - radiusPixels) - thicknessPixels / 2);

    /// <summary>A straight stroke with round ends.</summary>
    public static void Stroke(this Image image, Point from, Point to, double thicknessPixels, Ink ink)
    {
        var half = thicknessPixels / 2;
        var bounds = new Box(Math.Min(from.X, to.X) - half, Math.Min(from.Y, to.Y) - half, Math.Max(from.X, to.X) + half, Math.Max(from.Y, to.Y) + half);
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var squared = Math.Max(1e-9, dx * dx + dy * dy);
        Shape(image, bounds, ink, (x, y) =>
        {
            var along = Math.Clamp(((x - from.X) * dx + (y - from.Y) * dy) / squared, 0, 1);
            return new Point(x, y).DistanceTo(new(from.X + along * dx, from.Y + along * dy)) - half;
        });
    }

    /// <summary>Paints where the signed distance in pixels to a shape is negative.</summary>
    private static void Shape(Image image, Box bounds, Ink ink, Func<double, double, double> distance)
    {
        var (left, right) = ((int)Math.Max(0, Math.Floor(bounds.X0) - 1), (int)Math.Min(image.Width, Math.Ceiling(bounds.X1) + 1));
        var (top, bottom) = ((int)Math.Max(0, Math.Floor(bounds.Y0) - 1), (int)Math.Min(image.Height, Math.Ceiling(bounds.Y1) + 1));
        for (var y = top; y < bottom; y++)
        {
            var row = image.Row(y);
            for (var x = left; x < right; x++)
            {
                var coverage = Math.Clamp(0.5 - distance(x + 0.5, y + 0.5), 0, 1);
                if (coverage > 0)
                    Blend(row, x, image.Channels, ink, coverage * ink.Opacity);
            }
        }
    }

    private static void Blend(Span<byte> row, int x, int channels, Ink ink, double alpha)
    {
        if (channels == 1)
        {
            row[x] = Mix(row[x], ink.Gray, alpha);
            return;
        }
        var pixel = row.Slice(x * 3, 3);
        pixel[0] = Mix(pixel[0], ink.Blue, alpha);
        pixel[1] = Mix(pixel[1], ink.Green, alpha);
        pixel[2] = Mix(pixel[2], ink.Red, alpha);
    }

    private static byte Mix(byte under, byte over, double alpha) => (byte)(under + (over - under) * alpha + 0.5);

    private static double RoundedDistance(Box box, double radius, double x, double y)
    {
        var dx = Math.Abs(x - (box.X0 + box.X1) / 2) - box.Width / 2 + radius;
        var dy = Math.Abs(y - (box.Y0 + box.Y1) / 2) - box.Height / 2 + radius;
        return Math.Min(Math.Max(dx, dy), 0) + Math.Sqrt(Math.Pow(Math.Max(dx, 0), 2) + Math.Pow(Math.Max(dy, 0), 2)) - radius;
    }

    private static Box Around(Point centre, double radius) => new(centre.X - radius, centre.Y - radius, centre.X + radius, centre.Y + radius);
}
