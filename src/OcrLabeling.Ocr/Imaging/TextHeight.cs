namespace OcrLabeling.Ocr.Imaging;

/// <summary>Measures how large the text of a page is, from connected ink that has the shape of a glyph.</summary>
internal static class TextHeight
{
    private const int WindowPixels = 31, Contrast = 12;
    private const int SmallestGlyphPixels = 5, FewestGlyphs = 20;
    private const double NarrowestAspect = 0.15, WidestAspect = 2.5, LargestShareOfPage = 0.1;

    /// <summary>Median height in pixels of the glyphs of a grey page (between x-height and capital height), or null when it shows too few.</summary>
    public static double? MedianPixels(Image gray)
    {
        var (dark, light) = GlyphHeights(gray);
        var heights = light.Count > 2 * dark.Count ? light : dark; // the insides of dark letters are light glyphs too, hence the 2
        if (heights.Count < FewestGlyphs)
            return null;
        heights.Sort();
        return heights[heights.Count / 2];
    }

    /// <summary>Ink differs from the mean of its surroundings by the contrast; even ground, dark or light, is no ink.</summary>
    internal static (InkComponents Dark, InkComponents Light) Components(Image gray)
    {
        var contrast = new LocalContrast(gray, WindowPixels);
        var (dark, light) = (new InkComponents(), new InkComponents());
        var (differences, ink) = (new short[gray.Width], new bool[gray.Width]);
        for (var y = 0; y < gray.Height; y++)
        {
            contrast.NextRow(y, differences);
            for (var x = 0; x < ink.Length; x++)
                ink[x] = differences[x] <= -Contrast;
            dark.AddRow(ink);
            for (var x = 0; x < ink.Length; x++)
                ink[x] = differences[x] >= Contrast;
            light.AddRow(ink);
        }
        return (dark, light);
    }

    private static (List<int> Dark, List<int> Light) GlyphHeights(Image gray)
    {
        var tallest = gray.Height * LargestShareOfPage;
        bool IsGlyph((int Width, int Height) size) =>
            size.Height >= SmallestGlyphPixels && size.Height <= tallest && (double)size.Width / size.Height is >= NarrowestAspect and <= WidestAspect;
        var (dark, light) = Components(gray);
        return ([.. dark.Sizes().Where(IsGlyph).Select(size => size.Height)], [.. light.Sizes().Where(IsGlyph).Select(size => size.Height)]);
    }
}
