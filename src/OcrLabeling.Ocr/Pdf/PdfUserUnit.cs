using System.Buffers.Text;
using System.IO.Compression;

namespace OcrLabeling.Ocr.Pdf;

/// <summary>
/// The largest /UserUnit a file speaks of: how many points its pages call one. poppler (22.12) draws and measures as if it were 1, so a large sheet would come out too small to read. Page dictionaries stand in the
/// plain bytes or, compressed, in object streams (PDF 1.5). Object streams of an encrypted file are not looked into.
/// </summary>
internal static class PdfUserUnit
{
    /// <summary>1 to this; sheets of kilometres are nobody's.</summary>
    public const double Largest = 100;

    /// <summary>Of all object streams of a file together, inflated. They hold dictionaries; pictures and texts of pages stand elsewhere.</summary>
    private const int MostInflatedBytes = 64 * 1024 * 1024;

    /// <summary>How far behind its type a stream may begin.</summary>
    private const int LongestDictionary = 4096;

    /// <summary>Whether a file may keep page dictionaries where only <see cref="LargestIn"/> finds them, which unpacks untrusted bytes: in the jail.</summary>
    public static bool MayBeHidden(ReadOnlySpan<byte> file) => file.IndexOf("/ObjStm"u8) >= 0;

    public static double LargestInPlain(ReadOnlySpan<byte> file)
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

    /// <summary>Object streams included.</summary>
    public static double LargestIn(ReadOnlySpan<byte> file)
    {
        var largest = LargestInPlain(file);
        var room = MostInflatedBytes;
        for (int at; room > 0 && (at = file.IndexOf("/ObjStm"u8)) >= 0;)
        {
            file = file[(at + "/ObjStm".Length)..];
            var begins = file[..Math.Min(file.Length, LongestDictionary)].IndexOf("stream"u8);
            if (begins < 0)
                continue;
            var compressed = file[(begins + "stream".Length)..].TrimStart("\r\n"u8);
            var inflated = Inflate(compressed.IndexOf("endstream"u8) is >= 0 and var ends ? compressed[..ends] : compressed, room);
            room -= inflated.Length;
            largest = Math.Max(largest, LargestInPlain(inflated));
        }
        return largest;
    }

    /// <summary>As much as can be inflated; what follows the compressed bytes is not looked at.</summary>
    private static ReadOnlySpan<byte> Inflate(ReadOnlySpan<byte> compressed, int mostBytes)
    {
        using var inflated = new MemoryStream();
        try
        {
            using var stream = new ZLibStream(new MemoryStream(compressed.ToArray()), CompressionMode.Decompress);
            var buffer = new byte[81920];
            for (int count; inflated.Length < mostBytes && (count = stream.Read(buffer)) > 0;)
                inflated.Write(buffer, 0, (int)Math.Min(count, mostBytes - inflated.Length));
        }
        catch (InvalidDataException)
        {
            // another filter, encrypted or damaged: poppler says what is wrong with it
        }
        return inflated.GetBuffer().AsSpan(0, (int)inflated.Length);
    }
}
