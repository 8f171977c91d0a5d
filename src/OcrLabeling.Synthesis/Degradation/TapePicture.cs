using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Degradation;

/// <summary>From the dots on a paper roll to its picture: worn print, curled paper, a scanner's glass or a table, light and sensor.</summary>
internal static class TapePicture
{
    public static void Take(Canvas tape, SeededRandom random, bool isWide)
    {
        ThermalWear.Apply(tape.Image, random);
        Shrink(tape, isWide ? random.Between(390, 560) : random.Between(300, 400));
        var dark = random.Between(25, 95);
        tape.Image.Blur(random.Range(0.3, 0.6), random.Range(0.3, 0.55));
        var isScan = random.Chance(0.45);
        var paper = isScan ? Ink.OfGray(random.Between(240, 252)) : Ink.Rgb(random.Pick([0xF4F2EC, 0xEFEDE6, 0xEDEFF2, 0xF3EFE4, 0xF6F5F1]));
        var ink = random.Pick([Ink.OfGray(dark), Ink.OfGray(dark), new((byte)dark, (byte)dark, (byte)(dark + 28)), new((byte)(dark + 14), (byte)dark, (byte)(dark + 22))]);
        tape.Replace(tape.Image.Colour(ink, paper), null);
        Crumple(tape.Image, random, isScan ? 0.35 : 1);
        if (random.Chance(isScan ? 0.3 : 0.75))
            tape.Bend(random.Range(-5, 5), random.Range(0, 4), random.Range(0, 6));
        if (isScan)
            Scan(tape, random);
        else
            Photograph(tape, random);
    }

    private static void Shrink(Canvas tape, int width)
    {
        var scale = (double)width / tape.Width;
        var height = (int)Math.Round(tape.Height * scale);
        var (scaleX, scaleY) = ((double)width / tape.Width, (double)height / tape.Height);
        tape.Replace(tape.Image.Resize(width, height, Interpolation.Area), p => new(p.X * scaleX, p.Y * scaleY));
    }

    private static void Crumple(Image paper, SeededRandom random, double depth)
    {
        using (var waves = NoiseField.Create(paper.Width, paper.Height, 3, Math.Max(4, paper.Height / 110), random))
            paper.Multiply(waves, 1 - 0.09 * depth, 1 + 0.05 * depth);
        for (var fold = random.Between(0, 3); fold > 0; fold--)
            Crease(paper, random.Range(0.1, 0.9) * paper.Height, random.Range(0.02, 0.09) * depth, random.Range(6, 40));
    }

    // A fold runs across: dark above it, light below, as with a lamp from one side.
    private static void Crease(Image paper, double at, double strength, double reach)
    {
        for (var y = 0; y < paper.Height; y++)
        {
            var away = y - at;
            var factor = 1 + strength * Math.Exp(-Math.Abs(away) / reach) * (away < 0 ? -1 : 0.6);
            var row = paper.Row(y);
            for (var x = 0; x < row.Length && Math.Abs(factor - 1) > 0.002; x++)
                row[x] = (byte)Math.Min(255, row[x] * factor);
        }
    }

    private static void Scan(Canvas tape, SeededRandom random)
    {
        var (where, width, height) = new Viewpoint(0, 0, random.Range(-1.2, 1.2)).Frame(tape.Width, tape.Height, random.Between(4, 34), random.Between(6, 44));
        var lid = new Image(width, height, 3);
        lid.Fill(new(0, 0, width, height), Ink.OfGray(random.Pick([255, 250, 238, 214])));
        tape.LayOnto(lid, where, random.Range(0.1, 0.35), random);
        tape.Image.Grain(random.Range(1, 4), random);
    }

    private static void Photograph(Canvas tape, SeededRandom random)
    {
        var view = new Viewpoint(random.Range(-7, 7), random.Range(-9, 9), random.Range(-2.2, 2.2));
        var (where, width, height) = view.Frame(tape.Width, tape.Height, random.Between(14, 80), random.Between(16, 100));
        tape.LayOnto(Surface.Create(width, height, random), where, random.Range(0.35, 0.65), random);
        Light(tape.Image, random);
        tape.Image.Blur(random.Range(0.2, 0.6), random.Range(0.2, 0.6));
        tape.Image.Grain(random.Range(2, 6), random);
    }

    private static void Light(Image image, SeededRandom random)
    {
        using (var slope = NoiseField.Slope(image.Width, image.Height, random.Range(0, 6.28), random))
            image.Multiply(slope, random.Range(0.66, 0.92), random.Range(0.98, 1.06));
        if (!random.Chance(0.3))
            return;
        // the hand that holds the phone
        using var hand = new Image(image.Width, image.Height, 1);
        hand.Fill(new(0, 0, image.Width, image.Height), Ink.White);
        var across = random.Range(-0.2, 1.2) * image.Width;
        hand.Stroke(new(across, image.Height * 1.1), new(random.Range(0, 1) * image.Width, image.Height * random.Range(0.45, 0.85)), image.Width * random.Range(0.3, 0.6), Ink.Black);
        var softness = image.Width * random.Range(0.05, 0.12);
        hand.Blur(softness, softness);
        image.Multiply(hand, random.Range(0.62, 0.8), 1);
    }
}
