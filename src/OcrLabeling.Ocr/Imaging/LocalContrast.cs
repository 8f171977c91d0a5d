namespace OcrLabeling.Ocr.Imaging;

/// <summary>How much lighter or darker each pixel of a grey page is than its surroundings. Plain code instead of OpenCV's adaptive threshold, which the process of Tesseract must not load.</summary>
internal sealed class LocalContrast
{
    private readonly Image gray;
    private readonly int window;
    private readonly int[] columns;

    /// <param name="windowPixels">Side of the square around a pixel that it is compared with; odd. Beyond the page its edge goes on.</param>
    public LocalContrast(Image gray, int windowPixels)
    {
        (this.gray, window, columns) = (gray, windowPixels, new int[gray.Width]);
        for (var y = -Half - 1; y < Half; y++)
            Add(y, 1);
    }

    private int Half => window / 2;

    /// <summary>The pixels of a row less the rounded mean around each. Rows are asked for one after the other, from the first.</summary>
    public void NextRow(int y, Span<short> differences)
    {
        Add(y + Half, 1);
        Add(y - Half - 1, -1);
        var row = gray.Row(y);
        var (last, area) = (columns.Length - 1, window * window);
        var sum = 0;
        for (var x = -Half - 1; x < Half; x++)
            sum += columns[Math.Clamp(x, 0, last)];
        for (var x = 0; x < row.Length; x++)
        {
            sum += columns[Math.Min(x + Half, last)] - columns[Math.Max(x - Half - 1, 0)];
            differences[x] = (short)(row[x] - (sum + area / 2) / area);
        }
    }

    private void Add(int y, int sign)
    {
        var row = gray.Row(Math.Clamp(y, 0, gray.Height - 1));
        for (var x = 0; x < row.Length; x++)
            columns[x] += sign * row[x];
    }
}
