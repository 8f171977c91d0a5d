namespace OcrLabeling.Synthesis.Rendering;

/// <summary>A font at one size and colour.</summary>
internal readonly record struct Pen(Font Font, TextStyle Style, Ink Ink)
{
    public FontMetrics Metrics => Font.Metrics(Style);

    /// <summary>How far the text moves the pen, in pixels.</summary>
    public double Width(string text) => Font.Measure(text, Style).AdvancePixels;

    public Pen Sized(double sizePixels) => this with { Style = Style with { SizePixels = sizePixels } };
}
