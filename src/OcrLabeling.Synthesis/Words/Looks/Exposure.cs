using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Degradation;

namespace OcrLabeling.Synthesis.Words.Looks;

/// <summary>How ink, paper and light become the grey values of a file.</summary>
internal sealed class Exposure(SurfaceStock surfaces)
{
    /// <summary>Lays text (255 where no ink is) onto its backdrop, in place.</summary>
    public void Light(Image text, Backdrop backdrop, SeededRandom random)
    {
        if (backdrop.Texture > 0)
            LayOnTexture(text, backdrop, random);
        else
            text.Compress(backdrop.Ink, backdrop.Paper);
        if (backdrop.Shadow > 0)
        {
            using var slope = NoiseField.Slope(text.Width, text.Height, random.Range(0, 2 * Math.PI), random);
            text.Multiply(slope, 1 - backdrop.Shadow, 1);
        }
        if (backdrop.Crease > 0)
            Fold(text, backdrop.Crease, random);
    }

    /// <summary>Blurs, adds noise, bends the greys and saves as JPEG; the image itself or a new one in its place.</summary>
    public static Image Take(Image scene, Sensor sensor, SeededRandom random)
    {
        if (sensor.BlurPixels > 0.2 || sensor.BlurAcrossPixels > 0.2)
            scene.Blur(sensor.BlurPixels, sensor.BlurAcrossPixels);
        if (sensor.MotionPixels > 1)
            MotionBlur.Apply(scene, sensor.MotionPixels, sensor.MotionDegrees);
        if (sensor.Noise > 0.5)
            SensorNoise.Add(scene, sensor.Noise, random);
        if (Math.Abs(sensor.Gamma - 1) > 0.05)
            Bend(scene, sensor.Gamma);
        if (sensor.IsBilevel)
            scene.Threshold(Middle(scene) + random.Between(-18, 22));
        if (sensor.JpegQuality == 0)
            return scene;
        using (scene)
            return Image.Decode(scene.EncodeJpeg(sensor.JpegQuality), 0, ImageLimits.Default);
    }

    private void LayOnTexture(Image text, Backdrop backdrop, SeededRandom random)
    {
        using var surface = surfaces.Cut(text.Width, text.Height, random);
        // light paper keeps its light; the texture only takes from it
        var depth = (int)(256 * backdrop.Texture);
        for (var y = 0; y < text.Height; y++)
        {
            var row = text.Row(y);
            var ground = surface.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                var paper = backdrop.Paper + ((ground[x] - SurfaceStock.Middle) * depth >> 8);
                row[x] = (byte)Math.Clamp(backdrop.Ink + (paper - backdrop.Ink) * row[x] / 255, 0, 255);
            }
        }
    }

    private static void Fold(Image image, double depth, SeededRandom random)
    {
        var isAcross = random.Chance(0.5);
        var (middle, width) = (random.Range(0, isAcross ? image.Height : image.Width), random.Range(1, 0.2 * image.Height + 1.5));
        var isBright = random.Chance(0.4);
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                var near = 1 - Math.Abs((isAcross ? y : x) - middle) / width;
                if (near > 0)
                    row[x] = (byte)(isBright ? row[x] + (255 - row[x]) * near * depth : row[x] * (1 - near * depth));
            }
        }
    }

    private static void Bend(Image image, double gamma)
    {
        Span<byte> curve = stackalloc byte[256];
        for (var i = 0; i < curve.Length; i++)
            curve[i] = (byte)Math.Round(255 * Math.Pow(i / 255.0, gamma));
        for (var y = 0; y < image.Height; y++)
        {
            foreach (ref var pixel in image.Row(y))
                pixel = curve[pixel];
        }
    }

    private static int Middle(Image image)
    {
        var (darkest, lightest) = (255, 0);
        for (var y = 0; y < image.Height; y++)
        {
            foreach (var pixel in image.Row(y))
                (darkest, lightest) = (Math.Min(darkest, pixel), Math.Max(lightest, pixel));
        }
        return (darkest + lightest) / 2;
    }
}
