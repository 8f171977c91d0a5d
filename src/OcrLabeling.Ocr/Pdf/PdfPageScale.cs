using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Pdf;

/// <summary>What is drawn on a page.</summary>
/// <param name="HasText">Also text that a scanner's program laid invisibly over the picture.</param>
internal readonly record struct PdfPageContent(IReadOnlyList<PdfPicture> Pictures, bool HasText)
{
    /// <summary>Nobody looked: as for a page of text.</summary>
    public static readonly PdfPageContent Unknown = new([], HasText: true);
}

/// <param name="DotsPerInch">For text and drawings.</param>
/// <param name="MaxPixels">Of a usual page; larger sheets are rendered at a lower resolution.</param>
/// <param name="MostPixels">Of any page: up to here large sheets get more, as far as their small print needs it.</param>
/// <param name="UserUnit">How many points the file calls one (PDF 1.6, UserUnit): poppler leaves that to us.</param>
internal readonly record struct PdfResolution(int DotsPerInch, long MaxPixels, long MostPixels, int MaxSidePixels, double UserUnit);

/// <summary>The size in pixels a page is rendered at.</summary>
/// <param name="AsStored">Before the page is turned, as pdftoppm's -scale-to-x and -scale-to-y mean it.</param>
/// <param name="Upright">As it is shown.</param>
/// <param name="ReducedTo">Dots per inch where the limits allow so few that small print may not be read; null otherwise.</param>
internal readonly record struct PdfPageScale(PageSize AsStored, PageSize Upright, int? ReducedTo)
{
    /// <summary>Type of 5 points, as on plans, has letters of 5 pixels here: no engine reads smaller ones.</summary>
    private const double SmallPrintPerInch = 175;

    /// <summary>Below this the usual type of letters and forms is lost as well.</summary>
    private const double UsefulPerInch = 150;

    private const double PointsPerInch = 72;

    /// <summary>A picture that covers as much of the page is the page: a scan.</summary>
    private const double ScanShare = 0.8;

    /// <summary>Smaller pictures are logos and stamps, whose resolution says nothing about the text.</summary>
    private const double PictureShare = 0.1;

    /// <summary>A scan of less is enlarged to the latter, for engines read letters of less than 10 pixels badly.</summary>
    private const double CoarseScanPerInch = 100, EnlargedScanPerInch = 150;

    /// <summary>Twice the longer side of A0, in inches. A larger page is no sheet: its resolution is made up, and the picture on it is all that is known.</summary>
    private const double LongestSheetInches = 94;

    /// <summary>A page of text or drawings has at least so many pixels on its longer side: on a slip of a few centimetres the type may be tiny, and it can be drawn as large as one likes.</summary>
    private const double LeastDrawnPixels = 1000;

    /// <summary>How far a picture's shape may be from the page's and still be the page pixel by pixel.</summary>
    private const double SameShape = 0.01;

    /// <summary>What a whole number of pixels may have lost on the way through points.</summary>
    private const double Rounding = 1e-4;

    /// <summary>
    /// A scan at the resolution of its picture, as long as that is enough for an engine; anything else at the wished resolution, or that of a larger picture on it. As much less as the limits ask for.
    /// Both sides are at least one pixel.
    /// </summary>
    public static PdfPageScale For(PdfPageInfo page, PdfPageContent content, PdfResolution wanted)
    {
        var (width, height) = (page.WidthPoints, page.HeightPoints);
        var squareInches = width * height / (PointsPerInch * PointsPerInch);
        var scan = content.HasText ? null : Scan(content.Pictures, squareInches);
        var perPoint = scan is { } picture ? ScanPerPoint(picture, page)
            : Math.Max(DrawnPerPoint(content.Pictures, squareInches, wanted), LeastDrawnPixels / Math.Max(width, height));
        var smallPrint = SmallPrintPerInch * wanted.UserUnit / PointsPerInch;
        var mostPixels = Math.Clamp(smallPrint * smallPrint * width * height, wanted.MaxPixels, Math.Max(wanted.MaxPixels, wanted.MostPixels));
        var allowed = Math.Min(Math.Sqrt(mostPixels / (width * height)), wanted.MaxSidePixels / Math.Max(width, height));
        var perInch = allowed * PointsPerInch / wanted.UserUnit;
        int? reducedTo = allowed < perPoint && perInch < UsefulPerInch ? (int)perInch : null;
        perPoint = Math.Min(perPoint, allowed);
        var stored = new PageSize(Pixels(width), Pixels(height));
        return new PdfPageScale(stored, page.Turned ? new PageSize(stored.Height, stored.Width) : stored, reducedTo);

        // rounded down: rounding up could pass a limit
        int Pixels(double points) => Math.Max(1, (int)(points * perPoint + Rounding));
    }

    private static double DrawnPerPoint(IReadOnlyList<PdfPicture> pictures, double squareInches, PdfResolution wanted) =>
        Math.Max(wanted.DotsPerInch * wanted.UserUnit, pictures.Where(p => p.SquareInches >= PictureShare * squareInches).Select(p => p.PixelsPerInch).DefaultIfEmpty(0).Max()) / PointsPerInch;

    /// <summary>The finest picture that covers the page, or null.</summary>
    private static PdfPicture? Scan(IReadOnlyList<PdfPicture> pictures, double squareInches)
    {
        var covering = pictures.Where(p => p.SquareInches >= ScanShare * squareInches).ToList();
        return covering.Count > 0 ? covering.MaxBy(p => (long)p.Width * p.Height) : null;
    }

    private static double ScanPerPoint(PdfPicture picture, PdfPageInfo page)
    {
        var longest = Math.Max(page.WidthPoints, page.HeightPoints) / PointsPerInch;
        var perPoint = OfSameShape(picture.Width, picture.Height, page) ?? OfSameShape(picture.Height, picture.Width, page) ?? Math.Max(1 / PointsPerInch, picture.PixelsPerInch) / PointsPerInch;
        return longest <= LongestSheetInches && perPoint < CoarseScanPerInch / PointsPerInch ? EnlargedScanPerInch / PointsPerInch : perPoint;
    }

    private static double? OfSameShape(double width, double height, PdfPageInfo page)
    {
        var (across, down) = (width / page.WidthPoints, height / page.HeightPoints);
        return Math.Abs(across / down - 1) <= SameShape ? Math.Max(across, down) : null;
    }
}
