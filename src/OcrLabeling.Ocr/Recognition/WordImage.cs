using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Recognition;

/// <summary>A word image as the word network takes it: grey, 32 pixels high, its shape kept, dark on light or light on dark as it came.</summary>
public static class WordImage
{
    public const int HeightPixels = 32;
    public const int NarrowestPixels = 8;
    public const int WidestPixels = 384;

    /// <summary>A grey copy of a crop at the network's height; crops beyond the widest are squeezed, crops below the narrowest stretched.</summary>
    public static Image From(Image crop)
    {
        ArgumentNullException.ThrowIfNull(crop);
        using var gray = crop.Channels == 1 ? null : crop.ToGray();
        var source = gray ?? crop;
        // area averages what shrinks, without gaps between the pixels it takes
        return source.Resize(ScaledWidth(crop.Width, crop.Height), HeightPixels, crop.Height > HeightPixels ? Interpolation.Area : Interpolation.Linear);
    }

    /// <summary>Whether a crop of this many pixels keeps its shape in <see cref="From"/>.</summary>
    public static bool KeepsShape(int width, int height) => UnboundedWidth(width, height) is >= NarrowestPixels and <= WidestPixels;

    private static int ScaledWidth(int width, int height) => Math.Clamp(UnboundedWidth(width, height), NarrowestPixels, WidestPixels);

    private static int UnboundedWidth(int width, int height) => (int)Math.Min(int.MaxValue, Math.Round((double)width * HeightPixels / height));
}
