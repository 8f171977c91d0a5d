using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Rendering;
using OcrLabeling.Synthesis.Words.Looks;

namespace OcrLabeling.Synthesis.Words;

/// <summary>Text and what stands around it, black on white, before anything happens to it.</summary>
/// <param name="Image">Grey; the caller disposes it.</param>
/// <param name="Text">The box around its ink alone.</param>
/// <param name="Line">As wide as the ink, from the font's ascenders to its descenders.</param>
internal readonly record struct WordPainting(Image Image, Box Text, Box Line)
{
    /// <summary>Around the text; beyond the image a cut repeats its edge, so that bare paper needs little of it.</summary>
    private const double MarginEms = 0.9, BareMarginEms = 0.35, CopiedMarginEms = 0.6;

    /// <param name="nearby">Draws what other words nearby say.</param>
    /// <param name="isRoomy">Leave a line's height around it, whatever stands there.</param>
    public static WordPainting? Paint(Font font, string text, WordLook look, Func<string> nearby, SeededRandom random, bool isRoomy = false)
    {
        var style = look.Style;
        var measured = font.Measure(text, style);
        if (measured.Ink is not { } ink || ink.Width > 4000)
            return null;
        var metrics = font.Metrics(style);
        var (capPixels, xPixels) = (Math.Max(metrics.CapPixels, 1), Math.Max(metrics.XPixels, 1));
        // specks of copiers would become streaks at a repeated edge
        var bare = look.Printer == Printer.Copier ? CopiedMarginEms : BareMarginEms;
        var margin = (look.Neighbours == Neighbours.None && !isRoomy ? bare : MarginEms) * look.EmPixels;
        // a line reaches from above the capitals to below the letters that hang
        var top = Math.Min(ink.Y0, -capPixels - 0.1 * xPixels);
        var bottom = Math.Max(ink.Y1, 0.42 * xPixels);
        var image = new Image((int)Math.Ceiling(ink.Width + 2 * margin), (int)Math.Ceiling(bottom - top + 2 * margin), 1);
        image.Fill(new(0, 0, image.Width, image.Height), Ink.White);
        var (x, baseline) = (margin - ink.X0, Math.Round(margin - top));
        var drawn = font.Draw(text, style, image, x, baseline, Ink.Black).Ink ?? Shift(ink, x, baseline);
        if (look.Neighbours != Neighbours.None)
            PaintNeighbours(image, font, look, drawn, baseline, metrics, measured.AdvancePixels, nearby, random);
        return new(image, drawn, new(drawn.X0, baseline + top, drawn.X1, baseline + bottom));
    }

    private static void PaintNeighbours(
        Image image, Font font, WordLook look, Box ink, double baseline, FontMetrics metrics, double advance, Func<string> nearby, SeededRandom random)
    {
        var (around, style) = (look.Neighbours, look.Style);
        var lead = random.Range(0.95, 1.35) * Math.Max(metrics.CapPixels * 1.4, look.EmPixels * 0.9);
        // a crop's widest margin shows half a letter of the next word, not a letter to read
        var space = random.Range(0.28, 0.5) * look.EmPixels;
        if (around.HasFlag(Neighbours.LineAbove))
            font.Draw(LineOf(nearby, advance, look), style, image, random.Range(-1, 0) * look.EmPixels, baseline - lead, Ink.Black);
        if (around.HasFlag(Neighbours.LineBelow))
            font.Draw(LineOf(nearby, advance, look), style, image, random.Range(-1, 0) * look.EmPixels, baseline + lead, Ink.Black);
        if (around.HasFlag(Neighbours.WordAfter))
            font.Draw(nearby(), style, image, ink.X1 + space, baseline, Ink.Black);
        if (around.HasFlag(Neighbours.WordBefore))
        {
            var word = nearby();
            font.Draw(word, style, image, ink.X0 - space - font.Measure(word, style).AdvancePixels, baseline, Ink.Black);
        }
        PaintRules(image, look, ink, baseline, metrics, random);
    }

    private static void PaintRules(Image image, WordLook look, Box ink, double baseline, FontMetrics metrics, SeededRandom random)
    {
        var (em, thickness) = (look.EmPixels, Math.Max(1, random.Range(0.02, 0.08) * look.EmPixels));
        void Across(double y) => image.Fill(new(0, y, image.Width, y + thickness), Ink.Black);
        void Down(double x) => image.Fill(new(x, 0, x + thickness, image.Height), Ink.Black);
        if (look.Neighbours.HasFlag(Neighbours.Underline))
            Across(baseline + random.Range(0.06, 0.28) * em);
        if (look.Neighbours.HasFlag(Neighbours.RuleAbove))
            Across(baseline - metrics.CapPixels - thickness - random.Range(0.08, 0.3) * em);
        if (look.Neighbours.HasFlag(Neighbours.RuleLeft))
            Down(ink.X0 - thickness - random.Range(0.12, 0.35) * em);
        if (look.Neighbours.HasFlag(Neighbours.RuleRight))
            Down(ink.X1 + random.Range(0.12, 0.35) * em);
        if (look.Neighbours.HasFlag(Neighbours.StruckThrough))
            Across(baseline - random.Range(0.35, 0.6) * metrics.XPixels);
    }

    // some words more than the text is long
    private static string LineOf(Func<string> nearby, double advance, WordLook look)
    {
        var letters = (int)(advance / look.EmPixels / look.Stretch * 2.2) + 6;
        var line = nearby();
        while (line.Length < letters)
            line += " " + nearby();
        return line;
    }

    private static Box Shift(Box box, double x, double y) => new(box.X0 + x, box.Y0 + y, box.X1 + x, box.Y1 + y);
}
