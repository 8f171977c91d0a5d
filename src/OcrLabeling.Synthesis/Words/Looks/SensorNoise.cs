using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Synthesis.Words.Looks;

/// <summary>The grain of a sensor: normal noise from a table that is made once, since making one for each word would cost more than the word.</summary>
internal static class SensorNoise
{
    private const int Bits = 12, InOneDraw = 64 / Bits;

    private static readonly float[] Normal = Deviates();

    /// <param name="deviation">In grey values.</param>
    public static void Add(Image gray, double deviation, SeededRandom random)
    {
        Span<sbyte> table = stackalloc sbyte[1 << Bits];
        for (var i = 0; i < table.Length; i++)
            table[i] = (sbyte)Math.Clamp(Normal[i] * (float)deviation, -127, 127);
        for (var y = 0; y < gray.Height; y++)
        {
            var row = gray.Row(y);
            ulong bits = 0;
            for (var x = 0; x < row.Length; x++)
            {
                bits = x % InOneDraw == 0 ? random.NextBits() : bits >> Bits;
                row[x] = (byte)Math.Clamp(row[x] + table[(int)bits & ((1 << Bits) - 1)], 0, 255);
            }
        }
    }

    private static float[] Deviates()
    {
        var random = new SeededRandom(1);
        return [.. Enumerable.Range(0, 1 << Bits).Select(_ => (float)random.Normal())];
    }
}
