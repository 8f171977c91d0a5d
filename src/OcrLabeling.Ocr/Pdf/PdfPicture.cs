using System.Globalization;
using System.Text.RegularExpressions;

namespace OcrLabeling.Ocr.Pdf;

/// <summary>A picture drawn on a page, as <c>pdfimages -list</c> tells.</summary>
/// <param name="Width">Pixels of the picture itself.</param>
/// <param name="HorizontalPerInch">Its pixels on an inch of the page, along its own width, rounded; 0 when there are hardly any.</param>
internal readonly partial record struct PdfPicture(int Width, int Height, double HorizontalPerInch, double VerticalPerInch)
{
    /// <summary>Pictures and stencils (one-bit scans often are stencils); what only makes others transparent is left out.</summary>
    public static IReadOnlyList<PdfPicture> Parse(string list) =>
    [
        .. Line().Matches(list).Select(line => new PdfPicture((int)Number(line, 1), (int)Number(line, 2), Number(line, 3), Number(line, 4))).Where(picture => picture is { Width: > 0, Height: > 0 }),
    ];

    /// <summary>Square inches of the page that it covers; more than the page where it is larger. Unlimited where its resolution was rounded to nothing.</summary>
    public double SquareInches => HorizontalPerInch == 0 || VerticalPerInch == 0 ? double.PositiveInfinity : Width / HorizontalPerInch * Height / VerticalPerInch;

    public double PixelsPerInch => Math.Max(HorizontalPerInch, VerticalPerInch);

    private static double Number(Match line, int group) => double.Parse(line.Groups[group].Value, CultureInfo.InvariantCulture);

    // page, number, type, width, height, colour, components, bits, encoding, interpolation, object (one or two words), resolutions (with a fraction below 1)
    [GeneratedRegex(@"^ *\d+ +\d+ +(?:image|stencil) +(\d{1,7}) +(\d{1,7}) .* ([\d.]{1,7}) +([\d.]{1,7}) +\S+ +\S+\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
