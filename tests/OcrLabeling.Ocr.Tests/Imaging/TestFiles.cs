using System.Buffers.Binary;
using System.IO.Compression;
using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Tests.Imaging;

/// <summary>Small image files of kinds our own encoders do not write, built byte by byte.</summary>
internal static class TestFiles
{
    /// <summary>8 x 4, the left half opaque (200, 20, 10), the right half wholly transparent.</summary>
    public static readonly byte[] TransparentWebP = Convert.FromBase64String("UklGRiAAAABXRUJQVlA4TBMAAAAvB8AAEA8wFIM8CvMf8OhDRP8DAA==");

    /// <summary>16 x 8 lossy, the upper half grey 230, the lower 30.</summary>
    public static readonly byte[] LossyWebP = Convert.FromBase64String("UklGRiwAAABXRUJQVlA4ICAAAACQAQCdASoQAAgAAMASJaQAAuab25AA/v+98L/1HkAAAA==");

    /// <summary>8 x 8 with four inks as Adobe stores them, plain red.</summary>
    public static readonly byte[] RedCmykJpeg = Convert.FromBase64String(
        "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYGBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCgwJCgoK/8AAFAgACAAIBEMRAE0RAFkRAEsRAP" +
        "/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5" +
        "OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA" +
        "4EQwBNAFkASwAAPwD9/K/GOvxjr9/K/9k=");

    /// <summary>A grey ramp from left to right with a black top left quarter, so that every turn and mirror image differs.</summary>
    public static Image Pattern(int width, int height, int channels = 1)
    {
        var image = new Image(width, height, channels);
        for (var y = 0; y < height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < width; x++)
                row.Slice(x * channels, channels).Fill(x < width / 2 && y < height / 2 ? (byte)0 : (byte)(100 + 150 * x / width));
        }
        return image;
    }

    public static byte[] JpegWithExifOrientation(byte[] jpeg, int orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    /// <summary>A PNG of the given header and rows (without filter bytes).</summary>
    public static byte[] Png(int width, int height, byte bitDepth, byte colourType, byte[][] rows, params (string Name, byte[] Data)[] chunks)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (bitDepth, colourType);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                zlib.WriteByte(0);
                zlib.Write(row);
            }
        }
        byte[] file = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Chunk("IHDR", header)];
        foreach (var (name, data) in chunks)
            file = [.. file, .. Chunk(name, data)];
        return [.. file, .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>An uncompressed 8-bit grey TIFF, one page for each image.</summary>
    public static byte[] Tiff(int orientation, params Image[] pages)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("II*\0"u8);
        writer.Write(0);
        var linkAt = 4L;
        foreach (var page in pages)
        {
            var pixelsAt = stream.Position;
            for (var y = 0; y < page.Height; y++)
                writer.Write(page.Row(y));
            if (stream.Position % 2 == 1)
                writer.Write((byte)0);
            var directoryAt = stream.Position;
            (ushort Tag, int Value)[] entries =
            [
                (256, page.Width), (257, page.Height), (258, 8), (259, 1), (262, 1), (273, (int)pixelsAt), (274, orientation), (277, 1), (278, page.Height),
                (279, page.Width * page.Height),
            ];
            writer.Write((ushort)entries.Length);
            foreach (var (tag, value) in entries)
            {
                writer.Write(tag);
                writer.Write((ushort)4);
                writer.Write(1);
                writer.Write(value);
            }
            var nextLinkAt = stream.Position;
            writer.Write(0);
            stream.Position = linkAt;
            writer.Write((int)directoryAt);
            stream.Position = stream.Length;
            linkAt = nextLinkAt;
        }
        return stream.ToArray();
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(name), .. data];
        var chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc32(body));
        return chunk;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
        return ~crc;
    }
}
