using System.Buffers.Text;

namespace OcrLabeling.Ocr.Pdf;

/// <summary>
/// The largest /UserUnit a file speaks of: how many points its pages call one. poppler draws as if it were 1, so a large sheet would come out too small to read. Looked for in the plain bytes: a file that keeps
/// its page dictionaries compressed hides it, and is rendered as poppler sees it.
/// </summary>
internal static class PdfUserUnit
{
    /// <summary>1 to this; sheets of kilometres are nobody's.</summary>
    private const double Largest = 100;

    public static double LargestIn(ReadOnlySpan<byte> file)
    {
        var largest = 1.0;
        for (int at; (at = file.IndexOf("/UserUnit"u8)) >= 0;)
        {
            file = file[(at + "/UserUnit".Length)..];
            var number = file[..Math.Min(file.Length, 32)].TrimStart(" \r\n\t"u8);
            if (Utf8Parser.TryParse(number, out double unit, out _) && unit > largest)
                largest = Math.Min(unit, Largest);
        }
        return largest;
    }
}
