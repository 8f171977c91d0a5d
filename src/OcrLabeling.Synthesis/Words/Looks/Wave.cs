using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Degradation;

namespace OcrLabeling.Synthesis.Words.Looks;

/// <summary>Paper that does not lie flat: the line goes up and down.</summary>
internal static class Wave
{
    /// <summary>A copy whose columns are moved up and down by at most the amplitude.</summary>
    public static Image Bend(Image image, double amplitudePixels, SeededRandom random)
    {
        var (length, phase) = (random.Range(1.2, 4) * image.Width, random.Range(0, 2 * Math.PI));
        var (xs, ys) = (new float[image.Width * image.Height], new float[image.Width * image.Height]);
        for (var x = 0; x < image.Width; x++)
        {
            var shift = (float)(amplitudePixels * Math.Sin(2 * Math.PI * x / length + phase));
            for (var y = 0; y < image.Height; y++)
                (xs[y * image.Width + x], ys[y * image.Width + x]) = (x, y + shift);
        }
        var bent = new Image(image.Width, image.Height, image.Channels);
        Warping.Bend(image, xs, ys, bent);
        return bent;
    }
}
