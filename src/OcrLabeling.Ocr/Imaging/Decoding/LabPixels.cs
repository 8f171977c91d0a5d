using NetVips;

namespace OcrLabeling.Ocr.Imaging.Decoding;

/// <summary>TIFFs of 8-bit CIE L*a*b* (TIFF 6.0, section 23), which libvips takes for a format of its own and refuses: they are opened as if they were RGB, and turned into that.</summary>
internal static class LabPixels
{
    private const byte Lab = 8, Rgb = 2;
    private const double LightnessFromByte = 100.0 / 255;

    /// <summary>A copy that calls its samples RGB.</summary>
    /// <param name="photometricAt">Where the two bytes of PhotometricInterpretation are.</param>
    public static byte[] AsPlainSamples(ReadOnlySpan<byte> file, int photometricAt)
    {
        var copy = file.ToArray();
        copy[copy[photometricAt] == Lab ? photometricAt : photometricAt + 1] = Rgb;
        return copy;
    }

    /// <summary>Lightness 0..255 becomes 0..100; the two colour samples are signed bytes.</summary>
    public static NetVips.Image ToRgb(NetVips.Image stored)
    {
        using var lightness = stored[0].Linear([LightnessFromByte], [0]);
        using var a = Signed(stored[1]);
        using var b = Signed(stored[2]);
        using var lab = lightness.Bandjoin(a, b).Copy(interpretation: Enums.Interpretation.Lab);
        return lab.Colourspace(Enums.Interpretation.Srgb).Cast(Enums.BandFormat.Uchar);
    }

    private static NetVips.Image Signed(NetVips.Image samples) => (samples > 127).Ifthenelse(samples - 256.0, samples * 1.0);
}
