using System.Globalization;
using System.Text;

namespace OcrLabeling.Ocr.Tests.Jail;

internal readonly record struct TestPdfPage(int WidthPoints, int HeightPoints, int Turn, string Content)
{
    public static TestPdfPage TextPage(int widthPoints, int heightPoints, string text, int turn = 0) =>
        new(widthPoints, heightPoints, turn, $"BT /F1 24 Tf 20 {heightPoints - 40} Td ({text}) Tj ET");
}

/// <summary>The smallest PDF that holds these pages.</summary>
internal static class TestPdf
{
    /// <summary>Garbled password entries: no password opens it, not even the empty one.</summary>
    public const string Encryption = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <0101010101010101010101010101010101010101010101010101010101010101> "
        + "/U <0202020202020202020202020202020202020202020202020202020202020202> >> /ID [<01> <01>]";

    public static byte[] With(params TestPdfPage[] pages) => With("", pages);

    public static byte[] With(string trailer, params TestPdfPage[] pages)
    {
        var kids = string.Join(' ', Enumerable.Range(0, pages.Length).Select(i => $"{3 + 2 * i} 0 R"));
        List<string> objects = ["<< /Type /Catalog /Pages 2 0 R >>", $"<< /Type /Pages /Count {pages.Length} /Kids [{kids}] >>"];
        foreach (var page in pages)
        {
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.WidthPoints} {page.HeightPoints}] /Rotate {page.Turn} /Contents {objects.Count + 2} 0 R "
                + "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>");
            objects.Add($"<< /Length {page.Content.Length} >>\nstream\n{page.Content}\nendstream");
        }
        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var text in objects)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{text}\nendobj\n");
        }
        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            file.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer << /Root 1 0 R /Size {objects.Count + 1} {trailer} >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }
}
