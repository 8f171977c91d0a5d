using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Synthesis.Degradation;

/// <summary>From where a flat thing is seen by a camera. Angles in degrees.</summary>
/// <param name="Yaw">To its left or right.</param>
/// <param name="Pitch">Above or below it.</param>
/// <param name="Roll">Turn of the camera.</param>
internal readonly record struct Viewpoint(double Yaw, double Pitch, double Roll)
{
    /// <summary>Distance of the camera in diagonals of the thing.</summary>
    private const double Distance = 1.8;

    /// <summary>Where the corners of a width x height page come to lie on the smallest picture that leaves the margins free around it.</summary>
    public (Quad Where, int Width, int Height) Frame(double width, double height, double marginX, double marginY)
    {
        var depth = Distance * Math.Sqrt(width * width + height * height);
        var quad = new Quad(
            Project(-width / 2, -height / 2, depth), Project(width / 2, -height / 2, depth), Project(width / 2, height / 2, depth), Project(-width / 2, height / 2, depth));
        var bounds = quad.Bounds;
        Point Shift(Point p) => new(p.X - bounds.X0 + marginX, p.Y - bounds.Y0 + marginY);
        return (
            new(Shift(quad.TopLeft), Shift(quad.TopRight), Shift(quad.BottomRight), Shift(quad.BottomLeft)),
            (int)Math.Ceiling(bounds.Width + 2 * marginX), (int)Math.Ceiling(bounds.Height + 2 * marginY));
    }

    private Point Project(double x, double y, double depth)
    {
        var (sineYaw, cosineYaw) = Math.SinCos(Yaw * Math.PI / 180);
        var (sinePitch, cosinePitch) = Math.SinCos(Pitch * Math.PI / 180);
        var (sineRoll, cosineRoll) = Math.SinCos(Roll * Math.PI / 180);
        var (turnedX, away) = (x * cosineYaw, x * sineYaw);
        var (turnedY, z) = (y * cosinePitch - away * sinePitch, y * sinePitch + away * cosinePitch);
        var scale = depth / (depth + z);
        return new((turnedX * cosineRoll - turnedY * sineRoll) * scale, (turnedX * sineRoll + turnedY * cosineRoll) * scale);
    }
}
