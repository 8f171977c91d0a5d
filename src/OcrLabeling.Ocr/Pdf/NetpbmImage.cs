using System.Buffers.Text;

namespace OcrLabeling.Ocr.Pdf;

/// <summary>Pixels of a binary PPM or PGM (netpbm's P6 and P5, 8 bits), row by row without padding.</summary>
/// <param name="Channels">3 (red, green, blue) or 1 (grey).</param>
internal readonly record struct NetpbmImage(int Width, int Height, int Channels, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>False when it is none, has comments, or is not exactly as long as its header says.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> file, out NetpbmImage image)
    {
        image = default;
        var rest = file.Span;
        var channels = rest.StartsWith("P6\n"u8) ? 3 : rest.StartsWith("P5\n"u8) ? 1 : 0;
        if (channels == 0)
            return false;
        rest = rest[3..];
        if (!TryNumber(ref rest, out var width) || !TryNumber(ref rest, out var height) || !TryNumber(ref rest, out var maximum) || maximum != 255)
            return false;
        if (rest.Length != (long)width * height * channels)
            return false;
        image = new NetpbmImage(width, height, channels, file[^rest.Length..]);
        return true;
    }

    private static bool TryNumber(ref ReadOnlySpan<byte> text, out int number)
    {
        if (!Utf8Parser.TryParse(text, out number, out var used) || number <= 0 || used == text.Length || text[used] is not ((byte)' ' or (byte)'\n'))
            return false;
        text = text[(used + 1)..];
        return true;
    }
}
