using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Layouts;

/// <summary>A window to draw controls on.</summary>
/// <param name="Size">Pixels of ordinary text.</param>
internal sealed record Screen(LayoutContext Context, Canvas Canvas, ScreenTheme Theme, FontFile Family, double Size)
{
    public Image Image => Canvas.Image;

    public Pen Pen(double size, Ink ink, bool bold = false) => Context.Pen(Family, size, bold, ink: ink, rendering: TextRendering.Crisp);

    /// <summary>Writes as many whole words as the room holds.</summary>
    public void WriteFitting(Pen pen, string text, double x, double baseline, double room, int? line = null)
    {
        while (text.Length > 0 && pen.Width(text) > room)
            text = text.Contains(' ', StringComparison.Ordinal) ? text[..text.LastIndexOf(' ')] : "";
        if (text.Length > 0)
            Canvas.Write(pen, text, x, baseline, line);
    }

    /// <summary>A push button; returns its right side.</summary>
    public double Button(string text, double x, double y, bool isPrimary)
    {
        var pen = Pen(Size, isPrimary ? ScreenTheme.On(Theme.Accent) : Theme.Text, bold: isPrimary);
        var box = new Box(x, y, x + pen.Width(text) + 32, y + 32);
        if (isPrimary)
            Image.FillRounded(box, 6, Theme.Accent);
        else
            Image.FrameRounded(box, 6, 1, Theme.Border);
        Canvas.Write(pen, text, x + 16, y + 21);
        return box.X1;
    }

    public void Switch(double x, double y, bool isOn)
    {
        Image.FillRounded(new(x, y, x + 38, y + 20), 10, isOn ? Theme.Accent : Theme.Muted);
        Image.Disc(new(isOn ? x + 28 : x + 10, y + 10), 8, Ink.White);
    }

    /// <summary>A text field with its value.</summary>
    public void Field(string text, Box box)
    {
        Image.FillRounded(box, 5, Theme.Window);
        Image.FrameRounded(box, 5, 1, Theme.Border);
        WriteFitting(Pen(Size, Theme.Text), text, box.X0 + 12, box.Y0 + box.Height / 2 + Size * 0.36, box.Width - 40);
        Image.Stroke(new(box.X1 - 20, box.Y0 + box.Height / 2 - 2), new(box.X1 - 15, box.Y0 + box.Height / 2 + 3), 1.4, Theme.Muted);
        Image.Stroke(new(box.X1 - 15, box.Y0 + box.Height / 2 + 3), new(box.X1 - 10, box.Y0 + box.Height / 2 - 2), 1.4, Theme.Muted);
    }

    /// <summary>A rounded label; returns its right side.</summary>
    public double Pill(string text, double x, double baseline, Ink ground, int? line = null)
    {
        var pen = Pen(Size * 0.82, ScreenTheme.On(ground), bold: true);
        var width = pen.Width(text) + 18;
        Image.FillRounded(new(x, baseline - 15, x + width, baseline + 6), 10, ground);
        Canvas.Write(pen, text, x + 9, baseline - 0.5, line);
        return x + width;
    }
}
