using System.Buffers.Binary;

namespace OcrLabeling.Ocr.Imaging.Decoding;

/// <summary>The size in a WebP's first chunk (RFC 9649). Read here because opening the file in the decoder reserves room for all its pixels.</summary>
internal static class WebPHeader
{
    private const int ChunkAt = 12, BodyAt = 20, NeededBytes = 30;
    private const int Animated = 0b10, SideBits = 0x3FFF;

    /// <summary>As stored, before an EXIF orientation.</summary>
    /// <exception cref="ImageRefusedException">Cut off, animated, or no such chunk.</exception>
    public static PageSize Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < NeededBytes || BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) > (ulong)file.Length - 8)
            throw new ImageRefusedException(RefusalReason.Truncated, "The WebP file is cut off.");
        var chunk = file.Slice(ChunkAt, 4);
        var body = file[BodyAt..];
        if (chunk.SequenceEqual("VP8 "u8) && body[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
            return new(BinaryPrimitives.ReadUInt16LittleEndian(body[6..]) & SideBits, BinaryPrimitives.ReadUInt16LittleEndian(body[8..]) & SideBits);
        if (chunk.SequenceEqual("VP8L"u8) && body[0] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(body[1..]);
            return new((int)(bits & SideBits) + 1, (int)(bits >> 14 & SideBits) + 1);
        }
        if (!chunk.SequenceEqual("VP8X"u8))
            throw new ImageRefusedException(RefusalReason.Corrupt, "The WebP file is damaged or of an unsupported kind: not a readable header.");
        if ((body[0] & Animated) != 0)
            throw new ImageRefusedException(RefusalReason.Corrupt, "An animated WebP is not a document.");
        return new(Side(body[4..]), Side(body[7..]));
    }

    private static int Side(ReadOnlySpan<byte> bytes) => (bytes[0] | bytes[1] << 8 | bytes[2] << 16) + 1;
}
