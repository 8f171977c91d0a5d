using System.Text;

namespace OcrLabeling.Scoring;

/// <summary>The lines of an uploaded text file, whatever wrote it: with or without a byte order mark, UTF-8 or UTF-16, line ends of every system.</summary>
public static class TextLines
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null when it is not text in UTF-8, nor in UTF-16 that says so by its mark.</summary>
    public static IReadOnlyList<string>? Split(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            using var reader = new StreamReader(new MemoryStream(file, writable: false), Utf8, detectEncodingFromByteOrderMarks: true);
            var lines = new List<string>();
            while (reader.ReadLine() is { } line)
                lines.Add(line);
            return lines;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
