using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Synthesis.Degradation;

/// <summary>What goes wrong on thermal paper: dots that did not burn, a dead heating element, print that fades in places. Black dots on white in, grey out.</summary>
internal static class ThermalWear
{
    private const double FaintestInk = 0.42;

    public static void Apply(Image dots, SeededRandom random)
    {
        var everywhere = random.Chance(0.5) ? random.Range(0, 0.02) : 0;
        var inBlotches = random.Chance(0.35) ? random.Range(0.05, 0.22) : 0;
        var faint = random.Chance(0.6) ? random.Range(FaintestInk, 0.9) : 0.95;
        using var blotches = NoiseField.Create(dots.Width, dots.Height, 5, Math.Max(5, dots.Height / 120), random);
        using var fading = NoiseField.Create(dots.Width, dots.Height, 3, Math.Max(3, dots.Height / 260), random);
        var dead = DeadColumns(dots.Width, random);
        for (var y = 0; y < dots.Height; y++)
        {
            var row = dots.Row(y);
            var blotch = blotches.Row(y);
            var fade = fading.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                if (row[x] == 255)
                    continue;
                var lost = everywhere + (blotch[x] > 190 ? inBlotches : 0);
                var strength = (faint + (1 - faint) * fade[x] / 255) * dead[x];
                row[x] = lost > 0 && random.Chance(lost) ? (byte)215 : (byte)(255 - 255 * strength);
            }
        }
    }

    /// <summary>How much of its heat each element still has, 0..1.</summary>
    private static double[] DeadColumns(int width, SeededRandom random)
    {
        var heat = Enumerable.Repeat(1.0, width).ToArray();
        for (var i = random.Chance(0.25) ? random.Between(1, 3) : 0; i > 0; i--)
        {
            var first = random.Between(0, width - 3);
            Array.Fill(heat, random.Range(0.1, 0.5), first, random.Between(1, 2));
        }
        return heat;
    }
}
