using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.OcrWorker;

/// <summary>Pixels as poppler writes them.</summary>
internal static class RgbPixels
{
    /// <param name="channels">1 (grey) or 3 (red, green, blue); a page without colour becomes grey.</param>
    public static Image ToImage(int width, int height, int channels, ReadOnlySpan<byte> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, (long)width * height * channels);
        if (channels == 1)
            return Image.FromPixels(width, height, 1, pixels);
        return IsGrey(pixels) ? Grey(width, height, pixels) : Bgr(width, height, pixels);
    }

    private static bool IsGrey(ReadOnlySpan<byte> pixels)
    {
        for (var i = 0; i < pixels.Length; i += 3)
            if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2])
                return false;
        return true;
    }

    private static Image Grey(int width, int height, ReadOnlySpan<byte> pixels)
    {
        var image = new Image(width, height, 1);
        for (var y = 0; y < height; y++)
        {
            var row = image.Row(y);
            var source = pixels.Slice(3 * width * y, 3 * width);
            for (var x = 0; x < width; x++)
                row[x] = source[3 * x];
        }
        return image;
    }

    private static Image Bgr(int width, int height, ReadOnlySpan<byte> pixels)
    {
        var image = new Image(width, height, 3);
        for (var y = 0; y < height; y++)
        {
            var row = image.Row(y);
            var source = pixels.Slice(3 * width * y, 3 * width);
            for (var i = 0; i < row.Length; i += 3)
                (row[i], row[i + 1], row[i + 2]) = (source[i + 2], source[i + 1], source[i]);
        }
        return image;
    }
}
