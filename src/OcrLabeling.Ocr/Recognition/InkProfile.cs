using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Recognition;

/// <summary>Where a line image has ink: which columns, and which rows within a range of columns.</summary>
internal sealed class InkProfile
{
    /// <summary>Share of the height at top and bottom where strokes of the neighbouring lines may stand.</summary>
    private const double Margin = 0.1;

    /// <summary>An unbroken horizontal stroke longer than this many heights is a rule, not a letter.</summary>
    private const double RuleHeights = 2.5;

    /// <summary>A row with less than this share of the fullest row's ink is no part of the letters' bodies.</summary>
    private const double FaintRow = 0.15;

    private readonly bool[] ink;
    private readonly int width, height, top, bottom;
    private readonly bool[] columns;


    /// <param name="line">Grey, upright, one line of text.</param>
    public InkProfile(Image line)
    {
        (width, height) = (line.Width, line.Height);
        (top, bottom) = ((int)(height * Margin), height - (int)(height * Margin));
        ink = new bool[width * height];
        Threshold(line);
        EraseRules();
        columns = new bool[width];
        for (var y = top; y < bottom; y++)
        {
            for (var x = 0; x < width; x++)
                columns[x] |= ink[y * width + x];
        }
    }

    public int Width => width;

    /// <summary>Rows from the highest to the lowest stroke of the line, specks and the tips of single letters left out; at least 1.</summary>
    public int TextHeight()
    {
        var most = 0;
        Span<int> counts = stackalloc int[height];
        for (var y = top; y < bottom; y++)
        {
            counts[y] = ink.AsSpan(y * width, width).Count(true);
            most = Math.Max(most, counts[y]);
        }
        var (first, last) = (top, bottom);
        while (first < last && counts[first] < most * FaintRow)
            first++;
        while (last > first && counts[last - 1] < most * FaintRow)
            last--;
        return Math.Max(1, last - first);
    }

    /// <summary>The widest run of columns without ink inside [from, to), as its first column and its width; width 0 when there is none.</summary>
    public (int Start, int Width) WidestGap(int from, int to)
    {
        (from, to) = (Math.Max(from, 0), Math.Min(to, width));
        var best = (Start: from, Width: 0);
        var start = from;
        for (var x = from; x <= to; x++)
        {
            if (x < to && !columns[x])
                continue;
            if (x - start > best.Width)
                best = (start, x - start);
            start = x + 1;
        }
        return best;
    }

    /// <summary>The smallest box around all ink of the columns [from, to), margins left out; where there is no ink, the full range.</summary>
    public Box Tight(int from, int to)
    {
        var (left, right) = TightColumns(from, to);
        var (highest, lowest) = TightRows(left, right);
        return new(left, highest, right, lowest);
    }

    private (int From, int To) TightColumns(int from, int to)
    {
        (from, to) = (Math.Clamp(from, 0, width), Math.Clamp(to, 0, width));
        var (first, last) = (from, to);
        while (first < last && !columns[first])
            first++;
        while (last > first && !columns[last - 1])
            last--;
        return first < last ? (first, last) : (from, to);
    }

    private (int From, int To) TightRows(int from, int to)
    {
        var (first, last) = (top, bottom);
        while (first < last && !RowHasInk(first, from, to))
            first++;
        while (last > first && !RowHasInk(last - 1, from, to))
            last--;
        return first < last ? (first, last) : (0, height);
    }

    private bool RowHasInk(int y, int from, int to) => ink.AsSpan(y * width + from, to - from).Contains(true);

    /// <summary>Otsu's threshold (1979); the smaller class is ink, so that light text on a dark ground works too.</summary>
    private void Threshold(Image line)
    {
        Span<int> histogram = stackalloc int[256];
        for (var y = top; y < bottom; y++)
        {
            foreach (var value in line.Row(y))
                histogram[value]++;
        }
        var threshold = Otsu(histogram, out var darkShare);
        var darkIsInk = darkShare <= 0.5;
        for (var y = 0; y < height; y++)
        {
            var row = line.Row(y);
            for (var x = 0; x < width; x++)
                ink[y * width + x] = row[x] <= threshold == darkIsInk;
        }
    }

    private void EraseRules()
    {
        var longest = (int)(RuleHeights * height);
        for (var y = 0; y < height; y++)
        {
            var row = ink.AsSpan(y * width, width);
            for (var x = 0; x < width;)
            {
                var length = row[x..].IndexOf(!row[x]);
                if (length < 0)
                    length = width - x;
                if (row[x] && length > longest)
                    row.Slice(x, length).Clear();
                x += length;
            }
        }
    }

    private static int Otsu(ReadOnlySpan<int> histogram, out double darkShare)
    {
        double total = 0, sum = 0, dark = 0, darkSum = 0, best = -1;
        for (var value = 0; value < 256; value++)
        {
            total += histogram[value];
            sum += (double)value * histogram[value];
        }
        var threshold = 127;
        darkShare = 0;
        for (var value = 0; value < 255; value++)
        {
            dark += histogram[value];
            darkSum += (double)value * histogram[value];
            if (dark == 0 || dark == total)
                continue;
            var difference = darkSum / dark - (sum - darkSum) / (total - dark);
            var between = dark * (total - dark) * difference * difference;
            if (between > best)
                (best, threshold, darkShare) = (between, value, dark / total);
        }
        return threshold;
    }
}
