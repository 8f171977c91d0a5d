namespace OcrLabeling.Ocr.Imaging;

/// <summary>Grey of colours by ITU-R BT.601, the same to the last bit as OpenCV's, which the process of Tesseract must not load.</summary>
internal static class GrayLevels
{
    private const int Blue = 3735, Green = 19235, Red = 9798, Shift = 15;

    public static void Of(ReadOnlySpan<byte> row, int channels, Span<byte> gray)
    {
        if (channels == 1)
        {
            row.CopyTo(gray);
            return;
        }
        for (int x = 0, i = 0; x < gray.Length; x++, i += 3)
            gray[x] = (byte)((row[i] * Blue + row[i + 1] * Green + row[i + 2] * Red + (1 << (Shift - 1))) >> Shift);
    }
}
