using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Synthesis.Words.Looks;

/// <summary>Whether what was printed can still be made out: a sample that nobody can read teaches guessing.</summary>
internal static class Legibility
{
    /// <summary>Share of the ink that has to survive the printer.</summary>
    private const double LeastInk = 0.6;

    /// <summary>How closely the greys of the picture have to follow the print.</summary>
    private const double LeastCorrelation = 0.65;

    /// <summary>Sum of darkness inside a box, in pixels of full black.</summary>
    public static double Ink(Image print, Box box)
    {
        long sum = 0;
        var (left, right) = (Math.Clamp((int)box.X0, 0, print.Width - 1), Math.Clamp((int)Math.Ceiling(box.X1), 1, print.Width));
        for (var y = Math.Max(0, (int)box.Y0); y < Math.Min(print.Height, box.Y1); y++)
        {
            foreach (var pixel in print.Row(y)[left..Math.Max(left, right)])
                sum += 255 - pixel;
        }
        return sum / 255.0;
    }

    /// <param name="scale">Pixels after printing for each pixel before.</param>
    public static bool HasInk(double before, double after, double scale) => after >= LeastInk * before * scale * scale;

    /// <summary>Two grey images of one size, whichever of ink and paper is the lighter.</summary>
    public static bool Shows(Image print, Image picture)
    {
        double sumX = 0, sumY = 0, sumXX = 0, sumYY = 0, sumXY = 0;
        for (var y = 0; y < print.Height; y++)
        {
            var a = print.Row(y);
            var b = picture.Row(y);
            for (var x = 0; x < a.Length; x++)
            {
                int p = a[x], q = b[x];
                sumX += p;
                sumY += q;
                sumXX += p * p;
                sumYY += q * q;
                sumXY += p * q;
            }
        }
        double count = (double)print.Width * print.Height;
        var covariance = sumXY / count - sumX / count * (sumY / count);
        var spread = Math.Sqrt((sumXX / count - sumX * sumX / count / count) * (sumYY / count - sumY * sumY / count / count));
        return Math.Abs(covariance) >= LeastCorrelation * spread && spread > 1;
    }
}
