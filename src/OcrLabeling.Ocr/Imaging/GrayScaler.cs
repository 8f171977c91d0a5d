namespace OcrLabeling.Ocr.Imaging;

/// <summary>
/// Scales grey images for Tesseract, whose process must not load OpenCV: each pixel is the average of the area it covers where the image shrinks, a cubic (-0.75) of the four nearest where it grows.
/// The same as OpenCV's INTER_AREA and INTER_CUBIC: what Tesseract reads changes with single grey levels, and its settings were chosen on theirs.
/// </summary>
internal static class GrayScaler
{
    private const float Sharpness = -0.75f, CubicSteps = 2048;

    /// <summary>A copy of exactly this size in pixels.</summary>
    public static Image Scale(Image gray, int width, int height)
    {
        var grows = height > gray.Height;
        Taps[] across = MakeTaps(gray.Width, width, grows), down = MakeTaps(gray.Height, height, grows);
        // OpenCV rounds halves up where it takes the mean of squares of four
        var halves = gray.Width == 2 * width && gray.Height == 2 * height ? MidpointRounding.AwayFromZero : MidpointRounding.ToEven;
        var scaled = new Image(width, height, 1);
        var line = new float[width];
        // rows made narrow or wide already, each in the place of its number: those of one target row are next to each other
        var ready = new (int Row, float[] Values)[down.Max(taps => taps.Weights.Length)];
        Array.Fill(ready, (-1, []));
        for (var y = 0; y < height; y++)
        {
            Array.Clear(line);
            var (first, weights) = down[y];
            for (var i = 0; i < weights.Length; i++)
            {
                // sums of floats depend on their order: OpenCV adds a cubic from its end
                var tap = grows ? weights.Length - 1 - i : i;
                AddTo(line, Row(gray, Math.Clamp(first + tap, 0, gray.Height - 1), across, ready), weights[tap]);
            }
            var row = scaled.Row(y);
            for (var x = 0; x < width; x++)
                row[x] = (byte)Math.Clamp(MathF.Round(line[x], halves), 0, byte.MaxValue);
        }
        return scaled;
    }

    private static float[] Row(Image gray, int y, Taps[] across, (int Row, float[] Values)[] ready)
    {
        ref var place = ref ready[y % ready.Length];
        if (place.Row == y)
            return place.Values;
        if (place.Values.Length == 0)
            place.Values = new float[across.Length];
        place.Row = y;
        var row = gray.Row(y);
        for (var x = 0; x < across.Length; x++)
        {
            var (first, weights) = across[x];
            var sum = 0f;
            for (var i = 0; i < weights.Length; i++)
                sum += weights[i] * row[Math.Clamp(first + i, 0, row.Length - 1)];
            place.Values[x] = sum;
        }
        return place.Values;
    }

    private static void AddTo(float[] line, float[] values, float weight)
    {
        for (var x = 0; x < line.Length; x++)
            line[x] += weight * values[x];
    }

    private static Taps[] MakeTaps(int from, int to, bool grows)
    {
        var step = (double)from / to;
        return [.. Enumerable.Range(0, to).Select(target => grows ? Cubic((float)((target + 0.5) * step - 0.5)) : Area(target * step, Math.Min((target + 1) * step, from)))];
    }

    /// <summary>What each pixel that lies between the two places gives to their mean.</summary>
    private static Taps Area(double start, double end)
    {
        var (first, last) = ((int)Math.Floor(start + Negligible), (int)Math.Ceiling(end - Negligible));
        var weights = new float[Math.Max(1, last - first)];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = (float)((Math.Min(first + i + 1, end) - Math.Max(first + i, start)) / (end - start));
        return new(first, weights);
    }

    private static Taps Cubic(float place)
    {
        var first = (int)MathF.Floor(place);
        var x = place - first;
        var before = ((Sharpness * (x + 1) - 5 * Sharpness) * (x + 1) + 8 * Sharpness) * (x + 1) - 4 * Sharpness;
        var at = ((Sharpness + 2) * x - (Sharpness + 3)) * x * x + 1;
        var after = ((Sharpness + 2) * (1 - x) - (Sharpness + 3)) * (1 - x) * (1 - x) + 1;
        return new(first - 1, [InSteps(before), InSteps(at), InSteps(after), InSteps(1 - before - at - after)]);
    }

    private static float InSteps(float weight) => MathF.Round(weight * CubicSteps) / CubicSteps;

    /// <summary>A part of a pixel that is only an error of rounding.</summary>
    private const double Negligible = 1e-3;

    /// <param name="First">Its first pixel; may lie beyond the edge, whose pixel is then repeated.</param>
    private readonly record struct Taps(int First, float[] Weights);
}
