using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Words.Fonts;

/// <summary>How often each family is drawn: what offices, tills and presses use makes up half of all words, the long tail of all others the rest.</summary>
internal static class FamilyWeights
{
    /// <summary>What all other families together weigh, as against <see cref="Common"/>.</summary>
    private const double Tail = 55;

    private const double BoldShare = 0.25, ItalicShare = 0.12;

    // by likeness to Helvetica and Arial, Times, Courier, Calibri, printers of receipts, and screens
    private static readonly Dictionary<string, double> Common = new()
    {
        ["Liberation Sans"] = 12, ["Nimbus Sans"] = 2, ["TeX Gyre Heros"] = 2, ["FreeSans"] = 1.5, ["Liberation Sans Narrow"] = 3, ["Arimo"] = 1,
        ["Liberation Serif"] = 7, ["Nimbus Roman"] = 1.5, ["TeX Gyre Termes"] = 1.5, ["Tinos"] = 0.5, ["FreeSerif"] = 1, ["C059"] = 0.7, ["P052"] = 0.7,
        ["Liberation Mono"] = 2.5, ["Courier Prime"] = 2.5, ["Nimbus Mono PS"] = 1, ["FreeMono"] = 0.7, ["TeX Gyre Cursor"] = 0.7,
        ["Carlito"] = 4, ["Caladea"] = 1.5, ["Open Sans"] = 1, ["Roboto"] = 1, ["Lato"] = 1, ["Noto Sans"] = 1, ["Inter"] = 0.7,
        ["DejaVu Sans"] = 2.5, ["DejaVu Sans Mono"] = 3, ["DejaVu Serif"] = 1,
        ["Inconsolata"] = 1.5, ["IBM 3270"] = 1, ["IBM 3270 Semi-Condensed"] = 1, ["Spleen 12x24"] = 1.5, ["Spleen 8x16"] = 1, ["B612 Mono"] = 0.7,
        ["OCR B"] = 0.5, ["OCRA"] = 0.4, ["Roboto Condensed"] = 0.7, ["Terminus (TTF)"] = 0.7, ["League Mono"] = 0.3,
    };

    public static bool IsCommon(string family) => Common.ContainsKey(family);

    /// <summary>Weights of the usable fonts; fonts of one design share what one family gets.</summary>
    public static IReadOnlyList<WordFont> Weigh(IEnumerable<FontFinding> findings)
    {
        var usable = findings.Where(finding => finding.IsUsable).ToArray();
        var designs = usable.Where(finding => !IsCommon(finding.File.Family)).GroupBy(finding => finding.Design).ToArray();
        var families = designs.GroupBy(design => design.First().File.Family).ToDictionary(family => family.Key, family => family.Sum(design => Share(design.First())));
        var all = families.Sum(family => Interest(usable.First(finding => finding.File.Family == family.Key)));
        var tail = designs.SelectMany(design => design.Select(finding => Font(
            finding, Tail * Interest(design.First()) / all * Share(design.First()) / families[design.First().File.Family] / design.Count())));
        var common = usable.Where(finding => IsCommon(finding.File.Family)).GroupBy(finding => finding.File.Family)
            .SelectMany(family => family.Select(finding => Font(finding, Common[family.Key] * Share(finding) / family.Sum(Share))));
        return [.. common.Concat(tail).OrderBy(font => font.File.Path, StringComparer.Ordinal).ThenBy(font => font.File.FaceIndex)];
    }

    private static WordFont Font(FontFinding finding, double weight) => new(finding.File, finding.Good, weight);

    private static double Share(FontFinding finding) => (finding.File.IsBold ? BoldShare : 1) * (finding.File.IsItalic ? ItalicShare : 1);

    /// <summary>Fonts that write everything and look like writing come often, ornaments and fonts of capitals seldom.</summary>
    private static double Interest(FontFinding finding) =>
        Math.Pow(finding.Legibility, 4) * (finding.Good.Length > WordCharset.Characters.Length - 6 ? 1 : 0.35);
}
