using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Synthesis.Rendering;

/// <summary>
/// A page being made: its pixels and the words on them. Text that would not lie wholly on the page is left out, so that pixels and truth always agree.
/// </summary>
internal sealed class Canvas : IDisposable
{
    private readonly List<SyntheticWord> words = [];
    private readonly List<Quad?> lines = [];
    private bool isHandedOver;

    public Canvas(int width, int height, int channels, Ink paper)
    {
        Image = new(width, height, channels);
        Image.Fill(new(0, 0, width, height), paper);
    }

    public Image Image { get; private set; }

    public int Width => Image.Width;

    public int Height => Image.Height;

    public IReadOnlyList<SyntheticWord> Words => words;

    /// <summary>The number of a new text line.</summary>
    public int NewLine()
    {
        lines.Add(null);
        return lines.Count - 1;
    }

    /// <summary>Writes words on one line.</summary>
    /// <param name="line">The line they belong to; a new one when left out.</param>
    /// <returns>Where the pen stands after the last word.</returns>
    public double Write(Pen pen, string text, double x, double baseline, int? line = null)
    {
        var space = pen.Width(" ");
        var number = line ?? NewLine();
        foreach (var word in text.Split(' '))
        {
            if (word.Length > 0)
                x += WriteWord(pen, word, x, baseline, number);
            x += space;
        }
        return x - space;
    }

    public double WriteRight(Pen pen, string text, double right, double baseline, int? line = null) => Write(pen, text, right - pen.Width(text), baseline, line);

    public double WriteCentred(Pen pen, string text, double centre, double baseline, int? line = null) =>
        Write(pen, text, centre - pen.Width(text) / 2, baseline, line);

    /// <summary>Writes text that is ornament: rules made of dashes and the like, which no reader has to read.</summary>
    public void Decorate(Pen pen, string text, double x, double baseline) => pen.Font.Draw(text, pen.Style, Image, x, baseline, pen.Ink);

    /// <summary>Takes over the words of a page whose image was laid onto this one.</summary>
    public void Adopt(Canvas other, Func<Point, Point> map)
    {
        words.AddRange(other.words.Select(word => word with { Quad = Map(word.Quad, map), Line = lines.Count + word.Line }));
        lines.AddRange(other.lines.Select(line => line is { } quad ? Map(quad, map) : (Quad?)null));
    }

    /// <summary>Puts the image that a transformation made in place of the present one.</summary>
    /// <param name="map">Where a point of the present image lies on the new one; null when nothing moved.</param>
    public void Replace(Image image, Func<Point, Point>? map)
    {
        Image.Dispose();
        Image = image;
        if (map is null)
            return;
        for (var i = 0; i < words.Count; i++)
            words[i] = words[i] with { Quad = Map(words[i].Quad, map) };
        for (var i = 0; i < lines.Count; i++)
            lines[i] = lines[i] is { } quad ? Map(quad, map) : null;
    }

    /// <summary>Cuts the page off below.</summary>
    public void CutAt(double height) => Replace(Image.Crop(new(0, 0, Width, height)), null);

    /// <summary>Hands the image over together with its truth; this page is done with.</summary>
    public SyntheticDocument Finish(SyntheticCategory category, ulong seed, bool isPhotographic)
    {
        isHandedOver = true;
        var byLine = words.GroupBy(w => w.Line).OrderBy(g => g.Key).ToArray();
        return new(
            category, seed, Image,
            [.. byLine.SelectMany((line, number) => line.Select(w => w with { Line = number }))],
            [.. byLine.Select(line => new SyntheticLine(string.Join(' ', line.Select(w => w.Text)), Around(line, lines[line.Key])))],
            isPhotographic);
    }

    public void Dispose()
    {
        if (!isHandedOver)
            Image.Dispose();
    }

    private double WriteWord(Pen pen, string word, double x, double baseline, int line)
    {
        var measured = pen.Font.Measure(word, pen.Style);
        if (measured.MissingGlyphs > 0)
            throw new InvalidOperationException($"{pen.Font.File.Path} cannot write \"{word}\".");
        if (measured.Ink is not { } ink)
            return measured.AdvancePixels;
        if (x + ink.X0 >= 1 && baseline + ink.Y0 >= 1 && x + ink.X1 <= Width - 1 && baseline + ink.Y1 <= Height - 1)
        {
            var drawn = pen.Font.Draw(word, pen.Style, Image, x, baseline, pen.Ink);
            Place(word, drawn.Ink ?? ink, line);
        }
        return measured.AdvancePixels;
    }

    private void Place(string word, Box ink, int line)
    {
        words.Add(new(word, Quad.FromBox(ink), line));
        var whole = lines[line]?.Bounds ?? ink;
        lines[line] = Quad.FromBox(new(Math.Min(whole.X0, ink.X0), Math.Min(whole.Y0, ink.Y0), Math.Max(whole.X1, ink.X1), Math.Max(whole.Y1, ink.Y1)));
    }

    /// <summary>The rectangle around the words of a line in its direction; the corners alone would not do on bent paper.</summary>
    private static Quad Around(IEnumerable<SyntheticWord> words, Quad? line)
    {
        var (from, to) = line is { } quad ? (quad.BottomLeft, quad.BottomRight) : (default, new(1, 0));
        var length = from.DistanceTo(to);
        var (x, y) = ((to.X - from.X) / length, (to.Y - from.Y) / length);
        var corners = words.SelectMany(w => (Point[])[w.Quad.TopLeft, w.Quad.TopRight, w.Quad.BottomRight, w.Quad.BottomLeft])
            .Select(p => (Along: p.X * x + p.Y * y, Down: p.Y * x - p.X * y)).ToArray();
        var (left, right) = (corners.Min(c => c.Along), corners.Max(c => c.Along));
        var (top, bottom) = (corners.Min(c => c.Down), corners.Max(c => c.Down));
        Point At(double along, double down) => new(along * x - down * y, along * y + down * x);
        return new(At(left, top), At(right, top), At(right, bottom), At(left, bottom));
    }

    private static Quad Map(Quad quad, Func<Point, Point> map) => new(map(quad.TopLeft), map(quad.TopRight), map(quad.BottomRight), map(quad.BottomLeft));
}
