namespace OcrLabeling.Synthesis.Rendering;

/// <summary>One face of a font file.</summary>
/// <param name="FaceIndex">Which face of a collection (.ttc), from 0.</param>
/// <param name="Family">Such as <c>Liberation Sans</c>.</param>
/// <param name="Style">Such as <c>Bold Italic</c>.</param>
/// <param name="Weight">100..900; 400 is regular, 700 bold.</param>
/// <param name="IsScalable">Has outlines; fonts of fixed bitmaps only cannot be drawn.</param>
public sealed record FontFile(string Path, int FaceIndex, string Family, string Style, int Weight, bool IsItalic, bool IsMonospaced, bool IsScalable)
{
    public bool IsBold => Weight >= 600;
}
