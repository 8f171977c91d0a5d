using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Layouts;

/// <summary>A till's printer of 203 dots an inch: characters stand in fixed columns, double width and height are whole multiples.</summary>
internal sealed class TapePrinter : IDisposable
{
    /// <summary>Longest receipt in dots (about 50 cm).</summary>
    private const int RollDots = 4000;

    private readonly LayoutContext context;
    private readonly FontFile family;
    private readonly int margin;
    private readonly double capDots, pitchDots;
    private double y;

    /// <param name="columns">Characters on a line.</param>
    /// <param name="dots">Printable dots on a line: 576 on a roll of 80 mm, 384 on one of 58 mm.</param>
    public TapePrinter(LayoutContext context, int columns, int dots)
    {
        this.context = context;
        Columns = columns;
        CellDots = dots / columns;
        margin = context.Random.Between(18, 40);
        family = context.Family(FontRole.Receipt);
        capDots = context.Random.Range(15.5, 19.5);
        pitchDots = context.Random.Range(26, 33);
        Page = new(columns * CellDots + 2 * margin, RollDots, 1, Ink.White);
        y = context.Random.Range(30, 90);
    }

    public Canvas Page { get; }

    public int Columns { get; }

    public int CellDots { get; }

    public double Centre => Page.Width / 2.0;

    public void Feed(double lines) => y += lines * pitchDots;

    /// <summary>One line of text in the given columns; negative columns count from the right and end there.</summary>
    public void Print(bool bold, params ReadOnlySpan<(string Text, int Column)> cells)
    {
        y += pitchDots;
        var pen = Pen(1, 1, bold);
        var line = Page.NewLine();
        foreach (var (text, column) in cells)
            Page.Write(pen, text, margin + CellDots * (column >= 0 ? column : Columns + column + 1 - text.Length), y, line);
    }

    public void Between(string left, string right, bool bold = false) => Print(bold, (left, 0), (right, -1));

    public void Centred(string text, bool bold = false)
    {
        foreach (var line in Wrap(text, Columns))
            Print(bold, (line, (Columns - line.Length) / 2));
    }

    /// <summary>A heading in multiples of the normal width and height.</summary>
    public void Big(string text, int wide, int high)
    {
        foreach (var line in Wrap(text, Columns / wide))
        {
            y += pitchDots * (high - 1) + pitchDots * 1.1;
            Page.Write(Pen(wide, high, bold: false), line, Centre - line.Length * wide * CellDots / 2.0, y);
        }
    }

    /// <summary>The shop's name in a typeface of its own, as a stored bitmap.</summary>
    public void Logo(string name, double heightDots)
    {
        var pen = context.Pen(context.Family(FontRole.Display), heightDots, bold: true, rendering: TextRendering.Dots);
        pen = pen.Sized(Math.Min(heightDots, heightDots * 0.9 * Page.Width / Math.Max(1, pen.Width(name))));
        y += pen.Style.SizePixels * 1.1;
        Page.WriteCentred(pen, name, Centre, y);
        y += pen.Style.SizePixels * 0.2;
    }

    /// <summary>A line of dashes, dots or the like: an ornament, not a word.</summary>
    public void Rule(char sign)
    {
        y += pitchDots;
        Page.Decorate(Pen(1, 1, bold: false), new string(sign, Columns), margin, y);
    }

    public void Barcode(string digits)
    {
        y += pitchDots * 0.6;
        const int high = 70;
        var width = Columns * CellDots * 0.7;
        for (var x = Centre - width / 2; x < Centre + width / 2;)
        {
            var bar = context.Random.Between(1, 4) * 2;
            Page.Image.Fill(new(x, y, Math.Min(x + bar, Centre + width / 2), y + high), Ink.Black);
            x += bar + context.Random.Between(1, 3) * 2;
        }
        y += high;
        Centred(digits);
    }

    /// <summary>Cuts the paper off.</summary>
    public Canvas Cut()
    {
        Page.CutAt(Math.Min(RollDots, y + context.Random.Range(40, 110)));
        return Page;
    }

    public void Dispose() => Page.Dispose();

    private Pen Pen(int wide, int high, bool bold)
    {
        const double probe = 100;
        var font = context.Fonts.Open(family);
        var cap = font.Metrics(new(probe)).CapPixels;
        var advance = font.Measure("0", new(probe)).AdvancePixels;
        var size = probe * capDots / cap;
        var stretch = CellDots * wide / (advance * size * high / probe);
        var embolden = bold ? 1.4 : 0;
        return new(font, new(size * high, TextRendering.Dots, stretch, Slant: 0, embolden, TrackingPixels: -embolden), Ink.Black);
    }

    private static IEnumerable<string> Wrap(string text, int columns)
    {
        var line = "";
        foreach (var word in text.Split(' ').Select(w => w.Length > columns ? w[..columns] : w))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > columns)
            {
                yield return line;
                line = "";
            }
            line = line.Length > 0 ? $"{line} {word}" : word;
        }
        yield return line;
    }
}
