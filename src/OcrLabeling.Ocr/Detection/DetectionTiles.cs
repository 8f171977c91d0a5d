using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Detection;

/// <summary>
/// A large sheet with small type is looked at in overlapping tiles: as a whole it would be shrunk until the network sees no letter. Lines that two tiles have found are joined.
/// </summary>
internal static class DetectionTiles
{
    /// <summary>Glyphs smaller than this, in pixels of the network's input, are lost.</summary>
    private const double SmallestGlyphPixels = 8;

    private const double LargestEnlargement = 2;

    /// <summary>Of a tile, shared with the next one; lines longer than that are joined from their parts.</summary>
    private const double Overlap = 0.25;

    /// <summary>Bounds the time: a tile takes up to a second.</summary>
    private const int MostTiles = 24;

    /// <summary>Grey levels between the darkest and the lightest pixel of a tile without text.</summary>
    private const int BlankContrast = 24;

    /// <summary>Share of the lower line's height that two parts of one line have in common.</summary>
    private const double SameLine = 0.6;

    /// <param name="Tiles">In pixels of the page, left to right, then down.</param>
    /// <param name="Scale">Of the network's input to the page.</param>
    public sealed record Plan(IReadOnlyList<Box> Tiles, double Scale);

    /// <summary>Null when the page as a whole will do.</summary>
    /// <param name="glyphHeight">Median height of the page's glyphs, in its pixels.</param>
    /// <param name="wantedGlyphPixels">The height at which the network reads best.</param>
    /// <param name="mostPixels">Of one input of the network.</param>
    public static Plan? For(int width, int height, double glyphHeight, double wantedGlyphPixels, double mostPixels)
    {
        var whole = Math.Sqrt(mostPixels / ((double)width * height));
        var wanted = Math.Min(wantedGlyphPixels / glyphHeight, LargestEnlargement);
        if (whole >= wanted || whole * glyphHeight >= SmallestGlyphPixels)
            return null;
        for (var scale = wanted; ; scale *= 0.9)
        {
            var side = Math.Sqrt(mostPixels) / scale;
            var (across, down) = (Count(width, side), Count(height, side));
            if (across * down <= MostTiles)
                return new Plan([.. from row in Enumerable.Range(0, down) from column in Enumerable.Range(0, across) select Tile(column, across, row, down)], scale);

            Box Tile(int column, int columns, int row, int rows)
            {
                var (left, top) = (Start(column, columns, width, side), Start(row, rows, height, side));
                return new Box(left, top, Math.Min(width, left + Math.Ceiling(side)), Math.Min(height, top + Math.Ceiling(side)));
            }
        }
    }

    public static bool IsBlank(Image part)
    {
        var (darkest, lightest) = (255, 0);
        for (var y = 0; y < part.Height; y++)
            foreach (var value in part.Row(y))
                (darkest, lightest) = (Math.Min(darkest, value), Math.Max(lightest, value));
        return lightest - darkest < BlankContrast;
    }

    /// <summary>All regions once: those of the overlaps are found twice, and a line that runs over a seam in parts.</summary>
    public static IReadOnlyList<TextRegion> Join(IReadOnlyList<IReadOnlyList<TextRegion>> tiles)
    {
        var joined = new List<TextRegion>();
        foreach (var regions in tiles)
        {
            // only with what other tiles have found: within one tile the network keeps lines apart
            var others = joined.Count;
            foreach (var region in regions)
            {
                var merged = region;
                for (var i = others - 1; i >= 0; i--)
                {
                    if (!ArePartsOfOneLine(merged.Quad.Bounds, joined[i].Quad.Bounds))
                        continue;
                    merged = Union(merged, joined[i]);
                    joined.RemoveAt(i);
                    others--;
                }
                joined.Add(merged);
            }
        }
        return joined;
    }

    private static int Count(double length, double side) => length <= side ? 1 : (int)Math.Ceiling((length - side) / (side * (1 - Overlap))) + 1;

    private static double Start(int index, int count, double length, double side) => count == 1 ? 0 : Math.Floor(index * (length - side) / (count - 1));

    private static bool ArePartsOfOneLine(Box a, Box b)
    {
        var (across, down) = (Math.Min(a.X1, b.X1) - Math.Max(a.X0, b.X0), Math.Min(a.Y1, b.Y1) - Math.Max(a.Y0, b.Y0));
        return across > 0 && down >= SameLine * Math.Min(a.Height, b.Height);
    }

    /// <summary>The larger one where it covers the other, so that a slanted line stays slanted; else the rectangle around both.</summary>
    private static TextRegion Union(TextRegion a, TextRegion b)
    {
        var (first, second) = (a.Quad.Bounds, b.Quad.Bounds);
        var around = new Box(Math.Min(first.X0, second.X0), Math.Min(first.Y0, second.Y0), Math.Max(first.X1, second.X1), Math.Max(first.Y1, second.Y1));
        var larger = first.Width >= second.Width ? a : b;
        return larger.Quad.Bounds.Width >= 0.97 * around.Width ? larger : new TextRegion(Quad.FromBox(around), Math.Max(a.Score, b.Score));
    }
}
