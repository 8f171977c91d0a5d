using System.Buffers;
using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Synthesis.Words.Looks;

/// <summary>A camera that moved on a straight line while its shutter was open.</summary>
internal static class MotionBlur
{
    /// <summary>Each pixel becomes the mean of those along a line through it, in place.</summary>
    /// <param name="degrees">Of the line against the rows, clockwise.</param>
    public static void Apply(Image gray, double lengthPixels, double degrees)
    {
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        var taps = Math.Max(2, (int)Math.Ceiling(lengthPixels) + 1);
        var (width, height) = (gray.Width, gray.Height);
        var source = ArrayPool<byte>.Shared.Rent(width * height);
        for (var y = 0; y < height; y++)
            gray.Row(y).CopyTo(source.AsSpan(y * width));
        var sums = ArrayPool<int>.Shared.Rent(width);
        for (var y = 0; y < height; y++)
        {
            Array.Clear(sums, 0, width);
            for (var tap = 0; tap < taps; tap++)
            {
                var along = lengthPixels * ((double)tap / (taps - 1) - 0.5);
                Add(source.AsSpan(Math.Clamp(y + (int)Math.Round(along * sine), 0, height - 1) * width, width), (int)Math.Round(along * cosine), sums);
            }
            var row = gray.Row(y);
            for (var x = 0; x < width; x++)
                row[x] = (byte)(sums[x] / taps);
        }
        ArrayPool<int>.Shared.Return(sums);
        ArrayPool<byte>.Shared.Return(source);
    }

    // beyond its ends a row goes on as it ends
    private static void Add(ReadOnlySpan<byte> row, int shift, int[] sums)
    {
        var (first, end) = (Math.Clamp(-shift, 0, row.Length), Math.Clamp(row.Length - shift, 0, row.Length));
        for (var x = 0; x < first; x++)
            sums[x] += row[0];
        for (var x = first; x < end; x++)
            sums[x] += row[x + shift];
        for (var x = end; x < row.Length; x++)
            sums[x] += row[^1];
    }
}
