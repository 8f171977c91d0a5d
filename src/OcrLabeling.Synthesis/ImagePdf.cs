using System.Globalization;
using System.Text;
using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Synthesis;

/// <summary>A PDF with one JPEG a page and no text, as scanners write them (ISO 32000-1; DCTDecode).</summary>
public static class ImagePdf
{
    private const double PointsPerInch = 72;
    private const int JpegQuality = 85;

    /// <param name="pages">At least one, grey or BGR; they stay the caller's.</param>
    /// <param name="dotsPerInch">Makes the paper as large as the pixels at this resolution.</param>
    public static byte[] Write(IReadOnlyList<Image> pages, double dotsPerInch = 200)
    {
        ArgumentOutOfRangeException.ThrowIfZero(pages?.Count ?? 0, nameof(pages));
        using var file = new MemoryStream();
        var offsets = new List<long>();
        Text("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
        // objects: 1 catalogue, 2 list of pages, then page, content and image of each
        Begin("<< /Type /Catalog /Pages 2 0 R >>");
        End();
        Begin($"<< /Type /Pages /Count {pages!.Count} /Kids [{string.Join(' ', pages.Select((_, i) => $"{3 + 3 * i} 0 R"))}] >>");
        End();
        for (var i = 0; i < pages.Count; i++)
        {
            var (width, height) = (Number(pages[i].Width * PointsPerInch / dotsPerInch), Number(pages[i].Height * PointsPerInch / dotsPerInch));
            var number = 3 + 3 * i;
            Begin($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {number + 1} 0 R /Resources << /XObject << /Scan {number + 2} 0 R >> >> >>");
            End();
            Stream("", Encoding.Latin1.GetBytes($"q {width} 0 0 {height} 0 0 cm /Scan Do Q"));
            var space = pages[i].Channels == 1 ? "DeviceGray" : "DeviceRGB";
            Stream(
                $"/Type /XObject /Subtype /Image /Width {pages[i].Width} /Height {pages[i].Height} /ColorSpace /{space} /BitsPerComponent 8 /Filter /DCTDecode ",
                pages[i].EncodeJpeg(JpegQuality));
        }
        var table = file.Position;
        Text($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            Text($"{offset:0000000000} 00000 n \n");
        Text($"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();

        void Text(string text) => file.Write(Encoding.Latin1.GetBytes(text));

        void Begin(string dictionary)
        {
            offsets.Add(file.Position);
            Text($"{offsets.Count} 0 obj\n{dictionary}\n");
        }

        void End() => Text("endobj\n");

        void Stream(string entries, byte[] bytes)
        {
            Begin($"<< {entries}/Length {bytes.Length} >>");
            Text("stream\n");
            file.Write(bytes);
            Text("\nendstream\n");
            End();
        }
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
