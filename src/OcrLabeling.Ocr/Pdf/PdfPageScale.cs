using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Pdf;

/// <summary>The size in pixels a page is rendered at.</summary>
/// <param name="AsStored">Before the page is turned, as pdftoppm's -scale-to-x and -scale-to-y mean it.</param>
/// <param name="Upright">As it is shown.</param>
internal readonly record struct PdfPageScale(PageSize AsStored, PageSize Upright)
{
    private const double PointsPerInch = 72;

    /// <summary>The wished resolution, or as much less as the limits ask for. Both sides are at least one pixel.</summary>
    public static PdfPageScale For(PdfPageInfo page, int dotsPerInch, long maxPixels, int maxSidePixels)
    {
        var pixelsPerPoint = Math.Min(dotsPerInch / PointsPerInch, Math.Min(
            Math.Sqrt(maxPixels / (page.WidthPoints * page.HeightPoints)),
            maxSidePixels / Math.Max(page.WidthPoints, page.HeightPoints)));
        var stored = new PageSize(Pixels(page.WidthPoints), Pixels(page.HeightPoints));
        return new PdfPageScale(stored, page.Turned ? new PageSize(stored.Height, stored.Width) : stored);

        // rounded down: rounding up could pass a limit
        int Pixels(double points) => Math.Max(1, (int)(points * pixelsPerPoint));
    }
}
