using System.Buffers.Binary;
using System.Text;

namespace OcrLabeling.Ocr.Recognition;

/// <summary>The samples of one file of <see cref="WordShardWriter"/>, whole in memory. Thread-safe.</summary>
public sealed class WordShard
{
    internal const int HeaderBytes = 32;

    private readonly byte[] file;
    private readonly long[] pixelStarts;
    private readonly int textsStart;

    private WordShard(byte[] file, int count)
    {
        this.file = file;
        Count = count;
        textsStart = HeaderBytes + 2 * count * sizeof(uint);
        pixelStarts = new long[count + 1];
        pixelStarts[0] = textsStart + (count == 0 ? 0 : TextEnd(count - 1));
        for (var i = 0; i < count; i++)
            pixelStarts[i + 1] = pixelStarts[i] + (long)Width(i) * WordImage.HeightPixels;
    }

    public int Count { get; }

    /// <exception cref="InvalidDataException">No shard, or cut off.</exception>
    public static WordShard Read(string path)
    {
        var file = File.ReadAllBytes(path);
        if (file.Length < HeaderBytes || !file.AsSpan(0, 8).SequenceEqual(WordShardWriter.Magic))
            throw new InvalidDataException($"{path} is no shard of words.");
        var (count, height) = (Integer(file, 8), Integer(file, 12));
        var (pixelBytes, textBytes) = (Long(file, 16), Long(file, 24));
        if (height != WordImage.HeightPixels || HeaderBytes + 2L * sizeof(uint) * count + (Int128)pixelBytes + textBytes != file.Length)
            throw new InvalidDataException($"{path} is cut off or of another height.");
        var shard = new WordShard(file, (int)count);
        return shard.pixelStarts[^1] == file.Length ? shard : throw new InvalidDataException($"{path}: widths and texts do not add up to its length.");
    }

    /// <summary>In pixels.</summary>
    public int Width(int index) => checked((int)Integer(file, HeaderBytes + index * sizeof(uint)));

    public string Text(int index)
    {
        var start = index == 0 ? 0 : TextEnd(index - 1);
        return Encoding.UTF8.GetString(file, textsStart + start, TextEnd(index) - start);
    }

    /// <summary>32 rows of <see cref="Width"/> grey bytes.</summary>
    public ReadOnlySpan<byte> Pixels(int index) => file.AsSpan(checked((int)pixelStarts[index]), Width(index) * WordImage.HeightPixels);

    private int TextEnd(int index) => checked((int)Integer(file, HeaderBytes + (Count + index) * sizeof(uint)));

    private static uint Integer(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static ulong Long(byte[] bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
}
