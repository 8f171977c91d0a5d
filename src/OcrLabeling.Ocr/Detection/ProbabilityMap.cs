using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Native;

namespace OcrLabeling.Ocr.Detection;

/// <param name="Threshold">A pixel is text above this probability.</param>
/// <param name="SmallestScore">Mean probability a region must reach.</param>
/// <param name="UnclipRatio">How far a region grows back after DB's shrinking: area x ratio / perimeter on each side.</param>
/// <param name="SmallestSidePixels">Thinner regions of the map are dropped before they grow.</param>
public readonly record struct RegionOptions(double Threshold, double SmallestScore, double UnclipRatio, double SmallestSidePixels);

/// <summary>Text regions of a DB probability map (Liao et al., Real-time Scene Text Detection with Differentiable Binarization, AAAI 2020, section 3.3).</summary>
public static unsafe class ProbabilityMap
{
    private const int MostRegions = 3000;

    /// <summary>The regions in pixels of the map, in no particular order; at most 3,000.</summary>
    /// <param name="map">Probabilities 0..1, <paramref name="width"/> x <paramref name="height"/>, row by row.</param>
    public static IReadOnlyList<TextRegion> FindRegions(ReadOnlySpan<float> map, int width, int height, RegionOptions options)
    {
        if (map.Length != (long)width * height)
            throw new ArgumentException($"A map of {width} x {height} has {(long)width * height} values, not {map.Length}.", nameof(map));
        var native = new ShimRegionOptions(options.Threshold, options.SmallestScore, options.UnclipRatio, options.SmallestSidePixels);
        var regions = new ShimRegion[MostRegions];
        int count;
        fixed (float* values = map)
        fixed (ShimRegion* first = regions)
            Shim.Check(Shim.TextRegions(values, width, height, native, first, MostRegions, out count));
        return [.. regions.Take(count).Select(region => new TextRegion(region.Quad, region.Score))];
    }
}
