using System.Globalization;
using System.Text.RegularExpressions;

namespace OcrLabeling.Ocr.Pdf;

/// <summary>What pdfinfo says. The document's own title may imitate its lines, but comes before them: the last of each kind counts.</summary>
internal sealed partial record PdfDocumentInfo(int PageCount, IReadOnlyList<PdfPageInfo> Pages)
{
    private const double MaxPoints = 1e6;

    /// <summary>Null when it is not pdfinfo's output, or its figures are no sizes.</summary>
    public static PdfDocumentInfo? Parse(string text)
    {
        if (PagesLine().Matches(text) is not [.., var count] || !int.TryParse(count.Groups[1].Value, CultureInfo.InvariantCulture, out var pageCount))
            return null;
        var sizes = SizeLine().Matches(text).ToLookup(match => match.Groups[1].Value);
        var turns = TurnLine().Matches(text).ToLookup(match => match.Groups[1].Value);
        var pages = sizes.Select(size => Page(size.Last(), turns[size.Key].LastOrDefault())).ToList();
        return pages.TrueForAll(page => page is not null) ? new PdfDocumentInfo(pageCount, [.. pages.OfType<PdfPageInfo>()]) : null;
    }

    private static PdfPageInfo? Page(Match size, Match? turn)
    {
        var width = double.Parse(size.Groups[2].Value, CultureInfo.InvariantCulture);
        var height = double.Parse(size.Groups[3].Value, CultureInfo.InvariantCulture);
        return width is > 0 and <= MaxPoints && height is > 0 and <= MaxPoints ? new PdfPageInfo(width, height, turn?.Groups[2].Value is "90" or "270") : null;
    }

    [GeneratedRegex(@"^Pages: +(\d{1,9})\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex PagesLine();

    [GeneratedRegex(@"^Page +(\d{1,9}) size: +([0-9.e+]{1,20}) x ([0-9.e+]{1,20}) pts", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex SizeLine();

    [GeneratedRegex(@"^Page +(\d{1,9}) rot: +(\d{1,3})\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex TurnLine();
}

/// <param name="WidthPoints">Width of the crop box before the page is turned, in points (1/72 inch).</param>
/// <param name="HeightPoints">Its height.</param>
/// <param name="Turned">Shown turned by 90 or 270 degrees.</param>
internal sealed record PdfPageInfo(double WidthPoints, double HeightPoints, bool Turned);
