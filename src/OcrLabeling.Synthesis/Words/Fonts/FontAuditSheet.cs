using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Synthesis.Rendering;

namespace OcrLabeling.Synthesis.Words.Fonts;

/// <summary>The report of the font audit: one line for each font, with its verdict, its share of the words and all characters as it writes them.</summary>
public static class FontAuditSheet
{
    private const int RowHeight = 26, NameWidth = 250, VerdictWidth = 330, SheetWidth = 2000;

    private static readonly Ink Good = Ink.Rgb(0x176B36), Bad = Ink.Rgb(0xB3261E), Name = Ink.OfGray(40);

    /// <returns>Three channels; the caller disposes it.</returns>
    /// <param name="most">How many fonts at most, evenly chosen from all; those with letters of the wrong case come first.</param>
    /// <exception cref="FontsMissingException">Not one usable font is there.</exception>
    public static Image Create(int most)
    {
        var catalog = FontCatalog.Load();
        var models = GlyphModels.Load(catalog);
        var findings = catalog.Files.Where((_, i) => catalog.Files.Count <= most || i * (long)most / catalog.Files.Count != (i - 1) * (long)most / catalog.Files.Count)
            .AsParallel().AsOrdered().Select(file => FontAudit.Inspect(file, models)).OrderBy(finding => finding.Caseless.Length > 0 && finding.Legibility >= FontFinding.LeastLegibility ? finding.IsUsable ? 1 : 0 : 2).ToList();
        using var label = WordSheet.LabelFont();
        var sheet = new Image(SheetWidth, RowHeight * Math.Max(1, findings.Count), 3);
        sheet.Fill(new(0, 0, sheet.Width, sheet.Height), Ink.White);
        for (var i = 0; i < findings.Count; i++)
            Paint(sheet, label, findings[i], (i + 0.7) * RowHeight);
        return sheet;
    }

    private static void Paint(Image sheet, Font label, FontFinding finding, double baseline)
    {
        var style = new TextStyle(12, TextRendering.Crisp);
        label.Draw($"{finding.File.Family} {finding.File.Style}", style, sheet, 4, baseline, Name);
        sheet.Fill(new(NameWidth, baseline - 0.7 * RowHeight, SheetWidth, baseline + 0.3 * RowHeight), Ink.White);
        label.Draw(Verdict(finding), style, sheet, NameWidth, baseline, finding.IsUsable ? Good : Bad);
        sheet.Fill(new(NameWidth + VerdictWidth, baseline - 0.7 * RowHeight, SheetWidth, baseline + 0.3 * RowHeight), Ink.White);
        using var font = Font.Open(finding.File.Path, finding.File.FaceIndex);
        font.Draw(WordCharset.Characters, new(16, TextRendering.Smooth), sheet, NameWidth + VerdictWidth + 4, baseline, finding.IsUsable ? Ink.Black : Bad);
    }

    private static string Verdict(FontFinding finding)
    {
        (string Fault, string Characters)[] faults = [("lacks", finding.Missing), ("blank", finding.Blank), ("boxes", finding.Boxes), ("caseless", finding.Caseless)];
        var named = faults.Where(fault => fault.Characters.Length > 0).Select(fault => $"{fault.Fault} {fault.Characters}");
        return string.Join(", ", named.Prepend($"{(finding.IsUsable ? "good" : "rejected")}, legible {100 * finding.Legibility:0} %"));
    }
}
