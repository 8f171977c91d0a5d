using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Degradation;

/// <summary>What a document lies on when its picture is taken.</summary>
internal static class Surface
{
    private static readonly (int Dark, int Light)[] Woods = [(0x5A3A22, 0x8B623C), (0x3B2A20, 0x5E4534), (0xA8835A, 0xC9A87C), (0x6E4B32, 0x94694A)];
    private static readonly int[] Cloths = [0x2B2E33, 0x3A4148, 0x50463D, 0x1F2A38, 0x4A4F44, 0x6B6F73, 0x2A2422];
    private static readonly int[] Stones = [0xB9B5AD, 0x8E9092, 0xCFC9BE, 0x77736E, 0xD8D8D6];

    public static Image Create(int width, int height, SeededRandom random) => random.Between(0, 2) switch
    {
        0 => Wood(width, height, random),
        1 => Plain(width, height, Ink.Rgb(random.Pick(Cloths)), cells: 9, depth: 0.22, grain: 9, random),
        _ => Plain(width, height, Ink.Rgb(random.Pick(Stones)), cells: 7, depth: 0.2, grain: 6, random),
    };

    /// <summary>One colour, unevenly lit and grained.</summary>
    public static Image Plain(int width, int height, Ink colour, int cells, double depth, double grain, SeededRandom random)
    {
        var image = new Image(width, height, 3);
        image.Fill(new(0, 0, width, height), colour);
        foreach (var across in (int[])[cells, width / 5, width / 2])
        {
            using var field = NoiseField.Create(width, height, across, Math.Max(2, across * height / width), random);
            image.Multiply(field, 1 - depth / 2, 1 + depth / 2);
        }
        image.Grain(grain, random);
        return image;
    }

    private static Image Wood(int width, int height, SeededRandom random)
    {
        var (dark, light) = random.Pick(Woods);
        using var grain = NoiseField.Create(width, height, 4, height / 3, random);
        using var broad = NoiseField.Create(width, height, 2, 12, random);
        grain.Multiply(broad, 0.55, 1.25);
        var image = grain.Colour(Ink.Rgb(dark), Ink.Rgb(light));
        var plank = random.Range(0.35, 0.7) * height;
        for (var y = random.Range(0, plank); y < height; y += plank)
            image.Fill(new(0, y, width, y + 3), new(20, 12, 8, 0.8));
        image.Grain(3, random);
        return image;
    }
}
