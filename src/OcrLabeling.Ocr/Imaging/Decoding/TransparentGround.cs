using NetVips;

namespace OcrLabeling.Ocr.Imaging.Decoding;

/// <summary>
/// What shows where an image is transparent: white, as paper is; black where nothing that can be seen is darker than middle grey, for light ink would vanish on white. An alpha that is 0 everywhere
/// hides the whole picture, so it was never meant as one, and is ignored.
/// </summary>
internal readonly record struct TransparentGround(int Grey, bool IgnoresAlpha)
{
    /// <summary>Share of what can be seen that must be dark for the ground to be white: a sparse page has about one percent of ink.</summary>
    private const double InkShare = 0.005;

    private const int MiddleGrey = 128, Rows = 256;

    public static TransparentGround For(NetVips.Image pixels)
    {
        double seen = 0, dark = 0;
        // asked once: each look at a property goes into the library
        var bands = pixels.Bands;
        for (var top = 0; top < pixels.Height; top += Rows)
        {
            using var strip = pixels.Crop(0, top, pixels.Width, Math.Min(Rows, pixels.Height - top));
            var bytes = strip.WriteToMemory<byte>();
            for (var i = 0; i < bytes.Length; i += bands)
            {
                int alpha = bytes[i + bands - 1];
                seen += alpha;
                // weights of ITU-R BT.601
                if ((bands == 2 ? bytes[i] : (299 * bytes[i] + 587 * bytes[i + 1] + 114 * bytes[i + 2]) / 1000) < MiddleGrey)
                    dark += alpha;
            }
        }
        return new(dark >= InkShare * seen ? byte.MaxValue : 0, IgnoresAlpha: seen == 0);
    }

    /// <summary>A sample (0..255) over this ground.</summary>
    public byte Cover(int sample, int alpha) => IgnoresAlpha ? (byte)sample : (byte)((sample * alpha + Grey * (byte.MaxValue - alpha) + 127) / byte.MaxValue);
}
