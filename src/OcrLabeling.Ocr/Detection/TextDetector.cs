using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Models;

namespace OcrLabeling.Ocr.Detection;

/// <summary>Finds text lines with the PP-OCRv4 mobile DB network. Not thread-safe.</summary>
/// <remarks>Input: float32 [1,3,H,W], BGR, (value / 255 - mean) / deviation of ImageNet, H and W multiples of 32; output: probability of text, [1,1,H,W].</remarks>
internal sealed class TextDetector(byte[] model) : IDisposable
{
    private const int SideMultiple = 32;

    /// <summary>Glyph height, in pixels, at which the network sees the page; 9 to 14 do equally well on the development set, within 1 point.</summary>
    private const double GlyphPixels = 11;

    private const double LargestEnlargement = 2, DefaultLongSidePixels = 1280;

    /// <summary>Bounds memory: a process that runs both networks on a page of this size peaks below 600 MiB.</summary>
    private const double MostPixels = 1_600_000;

    private static readonly RegionOptions Options = new(Threshold: 0.3, SmallestScore: 0.6, UnclipRatio: 1.6, SmallestSidePixels: 3);

    /// <summary>(value / 255 - mean) / deviation for the channels as they come.</summary>
    private static readonly float[][] Normalised = [Table(0.485, 0.229), Table(0.456, 0.224), Table(0.406, 0.225)];

    private readonly OnnxNetwork network = new(model);

    /// <param name="page">BGR.</param>
    /// <param name="glyphHeight">Median height of the page's glyphs in pixels, or null when unknown.</param>
    public IReadOnlyList<TextRegion> FindLines(Image page, double? glyphHeight)
    {
        if (glyphHeight is not { } glyph || DetectionTiles.For(page.Width, page.Height, glyph, GlyphPixels, MostPixels) is not { } plan)
            return FindLines(page, NetworkSize(page.Width, page.Height, glyphHeight));
        var found = new List<TextRegion[]>();
        foreach (var tile in plan.Tiles)
        {
            using var part = page.Crop(tile);
            if (!DetectionTiles.IsBlank(part))
                found.Add([.. FindLines(part, (RoundSide(part.Width * plan.Scale), RoundSide(part.Height * plan.Scale))).Select(region => region with { Quad = region.Quad.Move(tile.X0, tile.Y0) })]);
        }
        return DetectionTiles.Join(found);
    }

    private List<TextRegion> FindLines(Image page, (int Width, int Height) size)
    {
        var (width, height) = size;
        using var scaled = page.Resize(width, height, width < page.Width ? Interpolation.Area : Interpolation.Linear);
        Fill(scaled, network.Input(3 * width * height));
        using var output = network.Run([1, 3, height, width]);
        var (scaleX, scaleY) = ((double)page.Width / width, (double)page.Height / height);
        return [.. ProbabilityMap.FindRegions(output.Values, width, height, Options).Select(region => region with { Quad = region.Quad.Scale(scaleX, scaleY) })];
    }

    public void Dispose() => network.Dispose();

    internal static (int Width, int Height) NetworkSize(int width, int height, double? glyphHeight)
    {
        var scale = glyphHeight is { } glyph ? Math.Min(GlyphPixels / glyph, LargestEnlargement) : DefaultLongSidePixels / Math.Max(width, height);
        scale = Math.Min(scale, Math.Sqrt(MostPixels / ((double)width * height)));
        return (RoundSide(width * scale), RoundSide(height * scale));
    }

    private static int RoundSide(double side) => Math.Max(SideMultiple, (int)Math.Round(side / SideMultiple) * SideMultiple);

    private static void Fill(Image image, Span<float> input)
    {
        var plane = image.Width * image.Height;
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            for (var channel = 0; channel < 3; channel++)
            {
                var table = Normalised[channel];
                var to = input.Slice(channel * plane + y * image.Width, image.Width);
                for (var x = 0; x < to.Length; x++)
                    to[x] = table[row[3 * x + channel]];
            }
        }
    }

    private static float[] Table(double mean, double deviation) => [.. Enumerable.Range(0, 256).Select(value => (float)((value / 255.0 - mean) / deviation))];
}
