namespace OcrLabeling.Synthesis.Rendering;

/// <summary>Sets running text into a column.</summary>
/// <param name="leading">Pixels from baseline to baseline.</param>
internal sealed class Typesetter(Canvas canvas, Pen pen, double left, double width, double leading)
{
    /// <summary>How far a line may be stretched before it is left ragged: a gap this many times a space.</summary>
    private const double WidestGap = 3;

    public bool Justify { get; init; }

    /// <summary>Writes a paragraph with its first line at <paramref name="baseline"/>, no further down than <paramref name="lowest"/>.</summary>
    /// <returns>The baseline that would come next.</returns>
    public double Paragraph(string text, double baseline, double lowest, double indentPixels = 0)
    {
        var lines = Wrap(text, indentPixels);
        for (var i = 0; i < lines.Count && baseline <= lowest; i++, baseline += leading)
            WriteLine(lines[i], left + (i == 0 ? indentPixels : 0), width - (i == 0 ? indentPixels : 0), baseline, isLast: i == lines.Count - 1);
        return baseline;
    }

    /// <summary>Breaks text greedily into lines of the column's width.</summary>
    public IReadOnlyList<string> Wrap(string text, double indentPixels = 0)
    {
        var lines = new List<string>();
        var space = pen.Width(" ");
        var (line, used) = ("", indentPixels);
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var wide = pen.Width(word);
            if (line.Length > 0 && used + space + wide > width)
            {
                lines.Add(line);
                (line, used) = ("", 0);
            }
            used += line.Length > 0 ? space + wide : wide;
            line = line.Length > 0 ? $"{line} {word}" : word;
        }
        if (line.Length > 0)
            lines.Add(line);
        return lines;
    }

    private void WriteLine(string line, double x, double room, double baseline, bool isLast)
    {
        var words = line.Split(' ');
        var space = pen.Width(" ");
        var gap = space + (room - pen.Width(line)) / Math.Max(1, words.Length - 1);
        if (!Justify || isLast || gap > WidestGap * space || gap < 0.8 * space)
        {
            canvas.Write(pen, line, x, baseline);
            return;
        }
        var number = canvas.NewLine();
        foreach (var word in words)
            x = canvas.Write(pen, word, x, baseline, number) + gap;
    }
}
