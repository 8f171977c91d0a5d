using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Native;
using OcrLabeling.Synthesis.Rendering;
using OpenCvSharp;

namespace OcrLabeling.Synthesis.Degradation;

/// <summary>Changes of brightness and sharpness that move nothing.</summary>
internal static class Tone
{
    private const int NoiseTableSize = 4096;

    /// <summary>OpenCV takes 0 for "as the other side".</summary>
    private const double LeastBlurPixels = 1e-3, WidestBlurPixels = 200;

    /// <param name="sigmaX">0..200 pixels.</param>
    /// <param name="sigmaY">0..200 pixels.</param>
    public static void Blur(this Image image, double sigmaX, double sigmaY)
    {
        if (!(sigmaX is >= 0 and < WidestBlurPixels && sigmaY is >= 0 and < WidestBlurPixels))
            throw new ArgumentException($"A blur is 0 to {WidestBlurPixels} pixels, not {sigmaX} x {sigmaY}.");
        if (sigmaX > 0 || sigmaY > 0)
            OpenCv.Into(image, image, (from, to) => Cv2.GaussianBlur(from, to, new(0, 0), Math.Max(sigmaX, LeastBlurPixels), Math.Max(sigmaY, LeastBlurPixels), BorderTypes.Replicate));
    }

    /// <summary>Multiplies by low..high as the grey field goes from 0 to 255.</summary>
    public static void Multiply(this Image image, Image field, double low, double high)
    {
        var factors = new int[256];
        for (var i = 0; i < factors.Length; i++)
            factors[i] = (int)Math.Round(256 * (low + (high - low) * i / 255));
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            var light = field.Row(y);
            if (image.Channels == 1)
            {
                for (var x = 0; x < row.Length; x++)
                    row[x] = (byte)Math.Min(255, row[x] * factors[light[x]] >> 8);
            }
            else
            {
                for (var x = 0; x < light.Length; x++)
                {
                    var factor = factors[light[x]];
                    for (var c = 3 * x; c < 3 * x + 3; c++)
                        row[c] = (byte)Math.Min(255, row[c] * factor >> 8);
                }
            }
        }
    }

    /// <summary>Colours a grey page: black becomes the ink, white the paper.</summary>
    public static Image Colour(this Image gray, Ink ink, Ink paper)
    {
        var image = gray.ToBgr();
        Span<byte> table = stackalloc byte[3 * 256];
        for (var i = 0; i < 256; i++)
        {
            table[3 * i] = Between(ink.Blue, paper.Blue, i);
            table[3 * i + 1] = Between(ink.Green, paper.Green, i);
            table[3 * i + 2] = Between(ink.Red, paper.Red, i);
        }
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < row.Length; x += 3)
                table.Slice(3 * row[x], 3).CopyTo(row[x..]);
        }
        return image;
    }

    /// <summary>Moves black up and white down to these grey values.</summary>
    public static void Compress(this Image image, int black, int white)
    {
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < row.Length; x++)
                row[x] = Between(black, white, row[x]);
        }
    }

    /// <summary>Adds the grain of a sensor: normal noise, the same on all channels, by this deviation in grey values.</summary>
    public static void Grain(this Image image, double deviation, SeededRandom random)
    {
        Span<sbyte> table = stackalloc sbyte[NoiseTableSize];
        for (var i = 0; i < table.Length; i++)
            table[i] = (sbyte)Math.Clamp(Math.Round(random.Normal() * deviation), -127, 127);
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            ulong bits = 0;
            for (var x = 0; x < row.Length; x += image.Channels)
            {
                if (x / image.Channels % 5 == 0)
                    bits = random.NextBits();
                var noise = table[(int)(bits % NoiseTableSize)];
                bits >>= 12;
                for (var c = x; c < x + image.Channels; c++)
                    row[c] = (byte)Math.Clamp(row[c] + noise, 0, 255);
            }
        }
    }

    /// <summary>Black or white only, as a fax or a bilevel scan.</summary>
    public static void Threshold(this Image gray, int level)
    {
        for (var y = 0; y < gray.Height; y++)
        {
            var row = gray.Row(y);
            for (var x = 0; x < row.Length; x++)
                row[x] = row[x] < level ? (byte)0 : (byte)255;
        }
    }

    /// <summary>Dust and dirt of a photocopier: small dark specks outside of nothing in particular.</summary>
    public static void Speckle(this Image image, int count, SeededRandom random)
    {
        for (var i = 0; i < count; i++)
        {
            var radius = random.Chance(0.9) ? random.Range(0.5, 1.1) : random.Range(1.1, 2.4);
            image.Disc(new(random.Range(0, image.Width), random.Range(0, image.Height)), radius, Ink.OfGray(random.Between(20, 120)));
        }
    }

    private static byte Between(int black, int white, int value) => (byte)(black + (white - black) * value / 255);
}
