using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OcrLabeling.Ocr.Recognition;

/// <summary>
/// Gathers word images with their texts in memory and writes them as one shard that the trainer maps into memory without decoding. Not thread-safe.
/// </summary>
/// <remarks>
/// Little-endian: "OLWORDS1", u32 count, u32 height (32), u64 pixel bytes, u64 text bytes, u32 width of each sample, u32 end of each text in UTF-8
/// bytes, the texts one after the other, then the pixels of each sample, row by row, height x width grey bytes.
/// </remarks>
public sealed class WordShardWriter
{
    /// <summary>Some 20,000 samples make 50 to 70 MB.</summary>
    public const int UsualCount = 20_000;

    internal static ReadOnlySpan<byte> Magic => "OLWORDS1"u8;

    private readonly List<uint> widths = [];
    private readonly List<uint> textEnds = [];
    private readonly ArrayBufferWriter<byte> texts = new();
    private readonly ArrayBufferWriter<byte> pixels = new();

    /// <summary>Samples added since the last <see cref="Write"/>.</summary>
    public int Count => widths.Count;

    /// <param name="text">Of <see cref="WordCharset"/>; empty where nothing is to be read.</param>
    /// <param name="width">In pixels, 8 to 384.</param>
    /// <param name="image">32 rows of <paramref name="width"/> grey bytes.</param>
    public void Add(string text, int width, ReadOnlySpan<byte> image)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, WordImage.NarrowestPixels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, WordImage.WidestPixels);
        if (image.Length != width * WordImage.HeightPixels)
            throw new ArgumentException($"{width} x {WordImage.HeightPixels} pixels are not {image.Length} bytes.", nameof(image));
        if (!WordCharset.Covers(text))
            throw new ArgumentException($"\"{text}\" has a character the network does not know.", nameof(text));
        widths.Add((uint)width);
        Encoding.UTF8.GetBytes(text, texts);
        textEnds.Add((uint)texts.WrittenCount);
        pixels.Write(image);
    }

    /// <summary>Writes the samples as a new file, forgets them and returns the SHA-256 of the file in lower-case hexadecimal.</summary>
    /// <exception cref="IOException">The file exists already.</exception>
    public string Write(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        {
            foreach (var part in (ReadOnlyMemory<byte>[])[Header(), Integers(widths), Integers(textEnds), texts.WrittenMemory, pixels.WrittenMemory])
            {
                file.Write(part.Span);
                hash.AppendData(part.Span);
            }
        }
        widths.Clear();
        textEnds.Clear();
        texts.ResetWrittenCount();
        pixels.ResetWrittenCount();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private byte[] Header()
    {
        var header = new byte[WordShard.HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), (uint)Count);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), WordImage.HeightPixels);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(16), (ulong)pixels.WrittenCount);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(24), (ulong)texts.WrittenCount);
        return header;
    }

    private static byte[] Integers(List<uint> values)
    {
        var bytes = new byte[values.Count * sizeof(uint)];
        for (var i = 0; i < values.Count; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(i * sizeof(uint)), values[i]);
        return bytes;
    }
}
