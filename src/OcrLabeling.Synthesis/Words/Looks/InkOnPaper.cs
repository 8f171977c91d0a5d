using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Degradation;

namespace OcrLabeling.Synthesis.Words.Looks;

/// <summary>What printers do to drawn text: black on white in, grey out, 255 where no ink is.</summary>
internal static class InkOnPaper
{
    /// <summary>The image itself, changed, or a new one in its place.</summary>
    public static Image Apply(Image text, WordLook look, SeededRandom random)
    {
        var image = text;
        switch (look.Printer)
        {
            case Printer.Thermal:
                ThermalWear.Apply(image, random);
                image.Blur(random.Range(0.2, 0.8), random.Range(0.2, 0.9));
                break;
            case Printer.Needles:
                image = Needles(image, random.Between(3, 4), random.Range(1.0, 1.5), random);
                text.Dispose();
                break;
            case Printer.Worn:
                Wear(image, random);
                break;
            case Printer.Copier:
                Photocopy.Apply(image, look.EmPixels, random);
                break;
        }
        // what is faint already would be eaten away altogether
        if (look.InkSpread > 0.15 || look is { Printer: Printer.Laser, InkSpread: < -0.15 })
            Spread(image, look.InkSpread * look.EmPixels / 40);
        return image;
    }

    /// <summary>Lets the ink run (above 0) or eats it away: a blur, and a threshold off its middle, still with soft edges.</summary>
    private static void Spread(Image image, double strength)
    {
        var sigma = 0.5 + 0.7 * Math.Abs(strength);
        image.Blur(sigma, sigma);
        var middle = 128 + 60 * Math.Clamp(strength, -1, 1);
        Span<byte> curve = stackalloc byte[256];
        for (var i = 0; i < curve.Length; i++)
            curve[i] = (byte)Math.Clamp(128 + (i - middle) * 2.6, 0, 255);
        for (var y = 0; y < image.Height; y++)
        {
            foreach (ref var pixel in image.Row(y))
                pixel = curve[pixel];
        }
    }

    /// <summary>Print that fades in places and has lost flecks.</summary>
    private static void Wear(Image image, SeededRandom random)
    {
        var (faint, lost) = (random.Range(0.35, 1), random.Chance(0.5) ? random.Between(8, 60) : 0);
        using var fading = NoiseField.Create(image.Width, image.Height, Math.Max(2, image.Width / 40), 3, random);
        using var flecks = NoiseField.Create(image.Width, image.Height, Math.Max(2, image.Width / 3), Math.Max(2, image.Height / 3), random);
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            var fade = fading.Row(y);
            var fleck = flecks.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                if (row[x] == 255)
                    continue;
                var strength = fleck[x] < lost ? 0.15 : faint + (1 - faint) * fade[x] / 255;
                row[x] = (byte)(255 - (255 - row[x]) * strength);
            }
        }
    }

    /// <summary>Each black dot becomes a round one of its own, so that strokes fall apart as from a needle printer.</summary>
    private static Image Needles(Image dots, int pitch, double radius, SeededRandom random)
    {
        var image = new Image(dots.Width * pitch, dots.Height * pitch, 1);
        var weak = random.Range(0, 0.06);
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            var source = dots.Row(y / pitch);
            row.Fill(255);
            var dy = y % pitch + 0.5 - pitch / 2.0;
            for (var dot = 0; dot < source.Length; dot++)
            {
                for (var x = 0; source[dot] <= 127 && x < pitch; x++)
                {
                    var dx = x + 0.5 - pitch / 2.0;
                    var cover = Math.Clamp(radius + 0.5 - Math.Sqrt(dx * dx + dy * dy), 0, 1);
                    row[dot * pitch + x] = (byte)(255 - 255 * cover * (weak > 0 && random.Chance(weak) ? 0.4 : 1));
                }
            }
        }
        return image;
    }
}
