using OcrLabeling.Ocr.Native;

namespace OcrLabeling.Ocr.Imaging;

/// <summary>Measures how large the text of a page is, from connected ink that has the shape of a glyph.</summary>
internal static unsafe class TextHeight
{
    private const int WindowPixels = 31, Contrast = 12, MostComponents = 200_000;
    private const int SmallestGlyphPixels = 5, FewestGlyphs = 20;
    private const double NarrowestAspect = 0.15, WidestAspect = 2.5, LargestShareOfPage = 0.1;

    /// <summary>Median height in pixels of the glyphs of a grey page (between x-height and capital height), or null when it shows too few.</summary>
    public static double? MedianPixels(Image gray)
    {
        var dark = GlyphHeights(gray, lightOnDark: false);
        var light = GlyphHeights(gray, lightOnDark: true);
        var heights = light.Count > 2 * dark.Count ? light : dark; // the insides of dark letters are light glyphs too, hence the 2
        if (heights.Count < FewestGlyphs)
            return null;
        heights.Sort();
        return heights[heights.Count / 2];
    }

    private static List<int> GlyphHeights(Image gray, bool lightOnDark)
    {
        var components = new ShimComponent[MostComponents];
        int count;
        fixed (ShimComponent* first = components)
            Shim.Check(Shim.Components(gray.Handle, lightOnDark ? 1 : 0, WindowPixels, Contrast, first, MostComponents, out count));
        var tallest = gray.Height * LargestShareOfPage;
        var heights = new List<int>();
        foreach (var component in components.AsSpan(0, count))
        {
            var aspect = (double)component.Width / component.Height;
            if (component.Height >= SmallestGlyphPixels && component.Height <= tallest && aspect is >= NarrowestAspect and <= WidestAspect)
                heights.Add(component.Height);
        }
        return heights;
    }
}
