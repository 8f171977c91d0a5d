namespace OcrLabeling.Synthesis.Rendering;

/// <summary>A colour to draw with; on a grey image its luminance counts (ITU-R BT.601).</summary>
/// <param name="Opacity">0..1.</param>
public readonly record struct Ink(byte Red, byte Green, byte Blue, double Opacity = 1)
{
    public static readonly Ink Black = new(0, 0, 0);
    public static readonly Ink White = new(255, 255, 255);

    public byte Gray => (byte)Math.Round(0.299 * Red + 0.587 * Green + 0.114 * Blue);

    /// <param name="rgb">Such as 0x1A73E8.</param>
    public static Ink Rgb(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    public static Ink OfGray(int value) => new((byte)value, (byte)value, (byte)value);

    /// <summary>Whether white text is easier to read on this colour than black text.</summary>
    public bool IsDark => Gray < 140;
}
