using OcrLabeling.Ocr.Native;
using OpenCvSharp;
using Image = OcrLabeling.Ocr.Imaging.Image;

namespace OcrLabeling.Synthesis.Degradation;

/// <summary>Lays the pixels of one image onto another of the same number of channels.</summary>
internal static unsafe class Warping
{
    /// <summary>Draws an image onto another through a map; what it does not cover stays.</summary>
    public static void Warp(Image image, Homography map, Image target)
    {
        // OpenCV counts from pixel centres, the map from the outer corner of the first pixel
        var matrix = AtCentres(map.Matrix);
        using var warped = new Image(target.Width, target.Height, target.Channels);
        using var whole = new Image(image.Width, image.Height, 1);
        using var cover = new Image(target.Width, target.Height, 1);
        new Span<byte>(whole.Data, whole.Width * whole.Height).Fill(byte.MaxValue);
        fixed (double* first = matrix)
        {
            var data = (nint)first;
            OpenCv.Into(image, warped, (from, to) => WarpBy(data, from, to, InterpolationFlags.Cubic, BorderTypes.Replicate));
            OpenCv.Into(whole, cover, (from, to) => WarpBy(data, from, to, InterpolationFlags.Linear, BorderTypes.Constant));
        }
        Blend(warped, cover, target);
    }

    /// <summary>Fills the target from the places of the image that the two fields name, x and y for each of its pixels, counted from pixel centres.</summary>
    public static void Bend(Image image, float[] sourceX, float[] sourceY, Image target)
    {
        fixed (float* xs = sourceX, ys = sourceY)
        {
            var (xData, yData) = ((nint)xs, (nint)ys);
            OpenCv.Into(image, target, (from, to) =>
            {
                using Mat x = Mat.FromPixelData(to.Rows, to.Cols, MatType.CV_32FC1, xData), y = Mat.FromPixelData(to.Rows, to.Cols, MatType.CV_32FC1, yData);
                Cv2.Remap(from, to, x, y, InterpolationFlags.Linear, BorderTypes.Replicate);
            });
        }
    }

    private static void WarpBy(nint matrix, Mat from, Mat to, InterpolationFlags interpolation, BorderTypes border)
    {
        using var map = Mat.FromPixelData(3, 3, MatType.CV_64FC1, matrix);
        Cv2.WarpPerspective(from, to, map, to.Size(), interpolation, border);
    }

    /// <summary>The map between pixel centres that is the same as this one between outer corners: moved by half a pixel before and back after.</summary>
    private static double[] AtCentres(ReadOnlySpan<double> map)
    {
        var moved = map.ToArray();
        for (var row = 0; row < 3; row++)
            moved[3 * row + 2] += 0.5 * (moved[3 * row] + moved[3 * row + 1]);
        for (var i = 0; i < 6; i++)
            moved[i] -= 0.5 * moved[6 + i % 3];
        return moved;
    }

    /// <summary>Smooth edges: where the cover is grey both images show.</summary>
    private static void Blend(Image over, Image cover, Image under)
    {
        for (var y = 0; y < under.Height; y++)
        {
            Span<byte> from = over.Row(y), alpha = cover.Row(y), to = under.Row(y);
            for (var i = 0; i < to.Length; i++)
            {
                var share = alpha[under.Channels == 1 ? i : i / 3];
                to[i] = (byte)((from[i] * share + to[i] * (byte.MaxValue - share) + 127) / 255);
            }
        }
    }
}
