using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Degradation;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Layouts;

/// <summary>Photographs of a sign, a notice or a nameplate on a wall, seen at an angle.</summary>
internal static class SignLayout
{
    private static readonly (int Board, int Text)[] Colours =
    [
        (0x0B3D91, 0xFFFFFF), (0xB71C1C, 0xFFFFFF), (0xF6C700, 0x111111), (0x1B5E20, 0xF5F5DC), (0xFFFFFF, 0x1A1A1A), (0xF2EBDD, 0x4A2511),
        (0x222222, 0xE8D9A8), (0x00695C, 0xFFFFFF), (0xE65100, 0xFFFFFF), (0xD9E4EC, 0x12335B), (0x4E342E, 0xFBE9C6), (0xFFFFFF, 0xC1121F),
    ];

    private static readonly int[] Walls = [0x9A6B55, 0xB9B2A4, 0x8A9A86, 0xC9C3B5, 0x6F7C88, 0x5B6B4F, 0xA5A9AD, 0xD4C6A9, 0x77604F];

    public static SyntheticDocument Create(LayoutContext context)
    {
        var random = context.Random;
        using var sign = Board(context);
        var view = context.IsWorn ? new Viewpoint(random.Range(-32, 32), random.Range(-18, 18), random.Range(-4, 4)) : default;
        var (where, width, height) = view.Frame(sign.Width, sign.Height, random.Range(0.06, 0.35) * sign.Width, random.Range(0.1, 0.5) * sign.Height);
        var wall = Surface.Plain(width, height, Ink.Rgb(random.Pick(Walls)), cells: 6, depth: 0.2, grain: 7, random);
        if (random.Chance(0.4))
            Bricks(wall, random);
        sign.LayOnto(wall, where, shadow: 0.4, random);
        if (!context.IsWorn)
            return context.Finish(sign, isPhotographic: false);
        using (var slope = NoiseField.Slope(width, height, random.Range(0, 6.28), random))
            sign.Image.Multiply(slope, random.Range(0.5, 0.9), random.Range(1, 1.12));
        var soft = random.Range(0.3, 1.1);
        sign.Image.Blur(soft, soft);
        sign.Image.Grain(random.Range(2, 8), random);
        return context.Finish(sign, isPhotographic: true);
    }

    private static Canvas Board(LayoutContext context)
    {
        var random = context.Random;
        var (board, text) = random.Pick(Colours);
        var lines = Lines(context).ToArray();
        var family = context.Family(FontRole.Display);
        var width = random.Between(380, 720);
        var margin = width * random.Range(0.07, 0.13);
        var pens = lines.Select(line => Fitting(context, family, line.Text, (width - 2 * margin) * line.Share, Ink.Rgb(text))).ToArray();
        var height = 2 * margin + pens.Sum(p => p.Style.SizePixels * 1.22);
        var canvas = new Canvas(width, (int)height, 3, Ink.Rgb(board));
        if (random.Chance(0.6))
            canvas.Image.FrameRounded(new(margin * 0.3, margin * 0.3, width - margin * 0.3, height - margin * 0.3), margin * 0.3, Math.Max(2, width / 130.0), Ink.Rgb(text));
        if (random.Chance(0.5))
        {
            foreach (var x in (double[])[margin * 0.6, width - margin * 0.6])
                canvas.Image.Disc(new(x, height / 2), width / 90.0, Ink.OfGray(random.Between(90, 190)));
        }
        var y = margin;
        for (var i = 0; i < lines.Length; i++)
        {
            canvas.WriteCentred(pens[i], lines[i].Text, width / 2.0, y + pens[i].Style.SizePixels * 0.92);
            y += pens[i].Style.SizePixels * 1.22;
        }
        return canvas;
    }

    /// <summary>What stands on the sign, each line with the share of the board's width it may take.</summary>
    private static IEnumerable<(string Text, double Share)> Lines(LayoutContext context)
    {
        var (random, writer) = (context.Random, context.Writer);
        switch (random.Between(0, 3))
        {
            case 0:
                yield return (writer.Pick("street").ToUpperInvariant(), 1);
                if (random.Chance(0.5))
                    yield return (writer.Pick("town"), 0.5);
                break;
            case 1:
                yield return (writer.Pick("company"), 1);
                yield return ($"{random.Pick(["Est.", "Since"])} {random.Between(1880, 2012)}", 0.35);
                if (random.Chance(0.6))
                    yield return ($"Tel. {writer.Phone()}", 0.7);
                break;
            case 2:
                yield return (random.Pick(["OPENING HOURS", "WE ARE OPEN", "HOURS"]), 0.9);
                foreach (var days in (string[])["Mon - Fri", "Saturday"])
                    yield return ($"{days} {random.Between(7, 10)}:00 - {random.Between(14, 21)}:30", 0.85);
                yield return ("Sunday closed", 0.6);
                break;
            default:
                for (var i = random.Between(1, 3); i > 0; i--)
                    yield return (writer.Pick("sign"), random.Range(0.7, 1));
                break;
        }
    }

    private static Pen Fitting(LayoutContext context, FontFile family, string text, double width, Ink ink)
    {
        const double tallest = 120, probe = 60;
        var pen = context.Pen(family, probe, bold: true, ink: ink);
        return pen.Sized(Math.Min(tallest, probe * width / pen.Width(text)));
    }

    private static void Bricks(Image wall, SeededRandom random)
    {
        var (wide, high) = (random.Range(60, 90), random.Range(22, 32));
        var mortar = new Ink(215, 208, 198, 0.55);
        for (var (y, row) = (0.0, 0); y < wall.Height; y += high, row++)
        {
            wall.Fill(new(0, y, wall.Width, y + 3), mortar);
            for (var x = row % 2 * wide / 2; x < wall.Width; x += wide)
            {
                wall.Fill(new(x, y, x + 3, y + high), mortar);
                wall.Fill(new(x + 3, y + 3, x + wide, y + high), new(60, 30, 20, random.Range(0, 0.25)));
            }
        }
    }
}
