using OcrLabeling.Ocr.Native;
using OpenCvSharp;
using Quad = OcrLabeling.Ocr.Imaging.Quad;

namespace OcrLabeling.Ocr.Detection;

/// <param name="Threshold">A pixel is text above this probability.</param>
/// <param name="SmallestScore">Mean probability a region must reach.</param>
/// <param name="UnclipRatio">How far a region grows back after DB's shrinking: area x ratio / perimeter on each side.</param>
/// <param name="SmallestSidePixels">Thinner regions of the map are dropped before they grow.</param>
public readonly record struct RegionOptions(double Threshold, double SmallestScore, double UnclipRatio, double SmallestSidePixels);

/// <summary>Text regions of a DB probability map (Liao et al., Real-time Scene Text Detection with Differentiable Binarization, AAAI 2020, section 3.3).</summary>
public static unsafe class ProbabilityMap
{
    private const int MostRegions = 3000;

    /// <summary>The regions in pixels of the map, in no particular order; at most 3,000.</summary>
    /// <param name="map">Probabilities 0..1, <paramref name="width"/> x <paramref name="height"/>, row by row.</param>
    public static IReadOnlyList<TextRegion> FindRegions(ReadOnlySpan<float> map, int width, int height, RegionOptions options)
    {
        if (map.Length != (long)width * height || map.IsEmpty)
            throw new ArgumentException($"A map of {width} x {height} has {(long)width * height} values, not {map.Length}.", nameof(map));
        var regions = new List<TextRegion>();
        fixed (float* values = map)
        {
            var data = (nint)values;
            OpenCv.Run(() =>
            {
                using var probabilities = Mat.FromPixelData(height, width, MatType.CV_32FC1, data);
                foreach (var contour in Contours(probabilities, options.Threshold))
                    if (regions.Count < MostRegions && Region(contour, probabilities, options) is { } region)
                        regions.Add(region);
            });
        }
        return regions;
    }

    private static OpenCvSharp.Point[][] Contours(Mat probabilities, double threshold)
    {
        using var text = new Mat();
        Cv2.Compare(probabilities, threshold, text, CmpTypes.GT);
        Cv2.FindContours(text, out var contours, out _, RetrievalModes.List, ContourApproximationModes.ApproxSimple);
        return contours;
    }

    private static TextRegion? Region(OpenCvSharp.Point[] contour, Mat probabilities, RegionOptions options)
    {
        var tight = Cv2.MinAreaRect(contour);
        if (Math.Min(tight.Size.Width, tight.Size.Height) < options.SmallestSidePixels)
            return null;
        var score = MeanInside(probabilities, Ordered(tight));
        if (score < options.SmallestScore)
            return null;
        // DB shrinks text by area * (1 - r^2) / perimeter; growing a rectangle by a distance keeps it a rectangle
        var grow = (float)options.UnclipRatio * tight.Size.Width * tight.Size.Height / (2 * (tight.Size.Width + tight.Size.Height));
        var corners = Ordered(new RotatedRect(tight.Center, new Size2f(tight.Size.Width + 2 * grow, tight.Size.Height + 2 * grow), tight.Angle));
        return new TextRegion(new Quad(OnMap(corners[0]), OnMap(corners[1]), OnMap(corners[2]), OnMap(corners[3])), score);
    }

    /// <summary>Contours run through pixel centres.</summary>
    private static Imaging.Point OnMap(Point2f corner) => new(corner.X + 0.5f, corner.Y + 0.5f);

    /// <summary>Top left, top right, bottom right, bottom left of an upright or slightly turned rectangle.</summary>
    private static Point2f[] Ordered(RotatedRect rectangle)
    {
        Point2f[] byX = [.. rectangle.Points().OrderBy(point => point.X)];
        var (left, right) = (byX[0].Y > byX[1].Y ? 1 : 0, byX[2].Y > byX[3].Y ? 3 : 2);
        return [byX[left], byX[right], byX[5 - right], byX[1 - left]];
    }

    private static double MeanInside(Mat probabilities, Point2f[] corners)
    {
        var bounds = Cv2.BoundingRect(corners).Intersect(new Rect(0, 0, probabilities.Cols, probabilities.Rows));
        if (bounds.Width <= 0 || bounds.Height <= 0)
            return 0;
        using var mask = new Mat(bounds.Size, MatType.CV_8UC1, Scalar.All(0));
        Cv2.FillConvexPoly(mask, corners.Select(corner => new OpenCvSharp.Point((int)MathF.Round(corner.X) - bounds.X, (int)MathF.Round(corner.Y) - bounds.Y)), Scalar.All(1));
        using var part = probabilities[bounds];
        return Cv2.Mean(part, mask).Val0;
    }
}
