using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Degradation;

namespace OcrLabeling.Synthesis.Words.Looks;

/// <summary>Copies of copies and faxes: each blurs, grains and cuts to black and white, so that strokes grow ragged, break, or run together.</summary>
internal static class Photocopy
{
    private const double UsualEmPixels = 28;

    /// <summary>Grey print on white in, black and white out, in place.</summary>
    public static void Apply(Image print, double emPixels, SeededRandom random)
    {
        for (var copies = random.Chance(0.35) ? 2 : 1; copies > 0; copies--)
            Copy(print, emPixels / UsualEmPixels, random);
        if (random.Chance(0.04))
            Screen(print, random.Between(3, 5));
        if (random.Chance(0.2))
            print.Speckle(random.Between(1, 7), random);
    }

    private static void Copy(Image print, double scale, SeededRandom random)
    {
        var sigma = random.Range(0.4, 1.4) * scale;
        print.Blur(sigma, sigma);
        // low levels break thin strokes, high ones fill the eyes of letters
        var level = random.Range(85, 205);
        // grain roughens edges; more of it would strew the paper
        SensorNoise.Add(print, random.Range(0, 0.32) * Math.Min(level, 255 - level), random);
        var unevenness = random.Chance(0.5) ? random.Range(0, 50) : 0;
        if (unevenness > 0)
            Toner(print, unevenness, random);
        print.Threshold((int)level);
    }

    /// <summary>Darkens here and lightens there, by up to so many grey values.</summary>
    private static void Toner(Image print, double unevenness, SeededRandom random)
    {
        using var powder = NoiseField.Create(print.Width, print.Height, Math.Max(2, print.Width / 12), Math.Max(2, print.Height / 12), random);
        Span<int> change = stackalloc int[256];
        for (var i = 0; i < change.Length; i++)
            change[i] = (int)(unevenness * (i - 128) / 128);
        for (var y = 0; y < print.Height; y++)
        {
            var row = print.Row(y);
            var laid = powder.Row(y);
            for (var x = 0; x < row.Length; x++)
                row[x] = (byte)Math.Clamp(row[x] - change[laid[x]], 0, 255);
        }
    }

    /// <summary>The ground of shaded fields: a screen of dots.</summary>
    private static void Screen(Image print, int pitch)
    {
        for (var y = 0; y < print.Height; y++)
        {
            var row = print.Row(y);
            for (var x = y / pitch % 2 * (pitch / 2); y % pitch == 0 && x < row.Length; x += pitch)
                row[x] = 0;
        }
    }
}
