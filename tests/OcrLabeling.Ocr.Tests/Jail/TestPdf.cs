using System.Globalization;
using System.IO.Compression;
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

    /// <summary>One page whose dictionary stands in an object stream, as PDF 1.5 and most programs today write it.</summary>
    /// <param name="entries">Further entries of the page's dictionary.</param>
    public static byte[] Compressed(int widthPoints, int heightPoints, string entries, string content)
    {
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {widthPoints} {heightPoints}] {entries} /Contents 4 0 R "
                + "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        ];
        var starts = objects.Select((_, i) => objects.Take(i).Sum(o => o.Length + 1)).ToList();
        var index = string.Concat(starts.Select((start, i) => $"{i + 1} {start} "));
        using var file = new MemoryStream();
        Write("%PDF-1.5\n");
        var page = Stream(4, "", Encoding.ASCII.GetBytes(content));
        var packed = Stream(5, $"/Type /ObjStm /N 3 /First {index.Length} /Filter /FlateDecode", Deflate(Encoding.ASCII.GetBytes($"{index}{string.Join(' ', objects)}")));
        var table = (int)file.Length;
        // kind, place (of the stream, or number of the object stream), index
        (int Kind, int Place, int Index)[] rows = [(0, 0, 0), (2, 5, 0), (2, 5, 1), (2, 5, 2), (1, page, 0), (1, packed, 0), (1, table, 0)];
        Stream(6, "/Type /XRef /Size 7 /W [1 4 1] /Root 1 0 R", [.. rows.SelectMany(r => new[] { (byte)r.Kind, (byte)(r.Place >> 24), (byte)(r.Place >> 16), (byte)(r.Place >> 8), (byte)r.Place, (byte)r.Index })]);
        Write($"startxref\n{table}\n%%EOF\n");
        return file.ToArray();

        void Write(string text) => file.Write(Encoding.ASCII.GetBytes(text));

        int Stream(int number, string dictionary, byte[] bytes)
        {
            var at = (int)file.Length;
            Write($"{number} 0 obj\n<< {dictionary} /Length {bytes.Length} >>\nstream\n");
            file.Write(bytes);
            Write("\nendstream\nendobj\n");
            return at;
        }
    }

    private static byte[] Deflate(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(bytes);
        return packed.ToArray();
    }

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
