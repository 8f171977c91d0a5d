using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Recognition;

/// <summary>A line cut out of a page, upright and at the height the recogniser reads, with the way back to the page.</summary>
internal sealed class LineCut : IDisposable
{
    private readonly Quad quad;
    private readonly int pageWidth, pageHeight;

    private LineCut(Image scaled, Quad quad, int pageWidth, int pageHeight)
    {
        Scaled = scaled;
        this.quad = quad;
        (this.pageWidth, this.pageHeight) = (pageWidth, pageHeight);
    }

    /// <summary>BGR, <see cref="LineRecognizer.HeightPixels"/> high.</summary>
    public Image Scaled { get; }

    public static LineCut Of(Image page, Quad quad)
    {
        using var cut = page.CutQuad(quad, 0);
        return new(LineRecognizer.Scale(cut), quad, page.Width, page.Height);
    }

    /// <summary>The whole image as one line.</summary>
    public static LineCut Whole(Image line) => new(LineRecognizer.Scale(line), Quad.FromBox(new(0, 0, line.Width, line.Height)), line.Width, line.Height);

    public IReadOnlyList<LineWord> Split(CtcReading reading)
    {
        using var grey = Scaled.ToGray();
        return WordSplitter.Split(reading, new InkProfile(grey));
    }

    /// <summary>Where a box of the scaled line lies on the page, clipped to it.</summary>
    public Quad OnPage(Box box) => new(PointOnPage(box.X0, box.Y0), PointOnPage(box.X1, box.Y0), PointOnPage(box.X1, box.Y1), PointOnPage(box.X0, box.Y1));

    public void Dispose() => Scaled.Dispose();

    /// <summary>Regions are rectangles, so that two sides span them.</summary>
    private Point PointOnPage(double x, double y)
    {
        var (across, down) = (x / Scaled.Width, y / Scaled.Height);
        return new(
            Math.Clamp(quad.TopLeft.X + across * (quad.TopRight.X - quad.TopLeft.X) + down * (quad.BottomLeft.X - quad.TopLeft.X), 0, pageWidth),
            Math.Clamp(quad.TopLeft.Y + across * (quad.TopRight.Y - quad.TopLeft.Y) + down * (quad.BottomLeft.Y - quad.TopLeft.Y), 0, pageHeight));
    }
}
