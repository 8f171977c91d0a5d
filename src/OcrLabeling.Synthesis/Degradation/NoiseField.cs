using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Synthesis.Degradation;

/// <summary>Smooth random grey images: stains, shadows, the grain of wood.</summary>
internal static class NoiseField
{
    /// <summary>A grey image 0..255 whose values change over about width / <paramref name="cellsAcross"/> pixels.</summary>
    public static Image Create(int width, int height, int cellsAcross, int cellsDown, SeededRandom random)
    {
        var pixels = new byte[cellsAcross * cellsDown];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)random.Between(0, 255);
        using var small = Image.FromPixels(cellsAcross, cellsDown, 1, pixels);
        return small.Resize(width, height, Interpolation.Cubic);
    }

    /// <summary>Light that falls off in one direction, 255 where it is brightest.</summary>
    public static Image Slope(int width, int height, double angle, SeededRandom random)
    {
        const int cells = 24;
        var pixels = new byte[cells * cells];
        var bend = random.Range(0.6, 1.8);
        for (var i = 0; i < pixels.Length; i++)
        {
            var along = ((i % cells - cells / 2.0) * Math.Cos(angle) + (i / cells - cells / 2.0) * Math.Sin(angle)) / cells + 0.5;
            pixels[i] = (byte)Math.Clamp(255 * Math.Pow(Math.Clamp(along, 0, 1), bend), 0, 255);
        }
        using var small = Image.FromPixels(cells, cells, 1, pixels);
        return small.Resize(width, height, Interpolation.Cubic);
    }
}
