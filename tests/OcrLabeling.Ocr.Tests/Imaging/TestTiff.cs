namespace OcrLabeling.Ocr.Tests.Imaging;

/// <param name="Samples">Row by row, little-endian where a sample has two bytes.</param>
/// <param name="ExtraSample">What the sample behind the colours is said to be (0 nothing known, 1 associated alpha, 2 alpha); null: the file does not speak of it.</param>
/// <param name="SubfileType">1: a smaller copy of another page.</param>
internal sealed record TestTiffPage(int Width, int Height, byte[] Samples, int SamplesPerPixel, int Photometric, int? ExtraSample = null, int SubfileType = 0, int BitsPerSample = 8);

/// <summary>Uncompressed TIFFs of the kinds that programs write and ours does not.</summary>
internal static class TestTiff
{
    private const ushort Short = 3, Long = 4;

    public static byte[] Of(params TestTiffPage[] pages)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("II*\0"u8);
        writer.Write(0);
        var linkAt = 4L;
        foreach (var page in pages)
        {
            var samplesAt = Append(stream, page.Samples);
            var bitsAt = Append(stream, [.. Enumerable.Repeat(new byte[] { (byte)page.BitsPerSample, 0 }, page.SamplesPerPixel).SelectMany(b => b)]);
            List<(ushort Tag, ushort Type, int Count, int Value)> entries =
            [
                (254, Long, 1, page.SubfileType), (256, Long, 1, page.Width), (257, Long, 1, page.Height),
                (258, Short, page.SamplesPerPixel, page.SamplesPerPixel <= 2 ? page.BitsPerSample * (page.SamplesPerPixel == 2 ? 0x10001 : 1) : bitsAt),
                (259, Short, 1, 1), (262, Short, 1, page.Photometric), (273, Long, 1, samplesAt), (277, Short, 1, page.SamplesPerPixel), (278, Long, 1, page.Height), (279, Long, 1, page.Samples.Length),
            ];
            if (page.ExtraSample is { } extra)
                entries.Add((338, Short, 1, extra));
            var directoryAt = Append(stream, []);
            stream.Position = directoryAt;
            writer.Write((ushort)entries.Count);
            foreach (var (tag, type, count, value) in entries)
            {
                writer.Write(tag);
                writer.Write(type);
                writer.Write(count);
                writer.Write(value);
            }
            var nextLinkAt = stream.Position;
            writer.Write(0);
            stream.Position = linkAt;
            writer.Write(directoryAt);
            linkAt = nextLinkAt;
        }
        return stream.ToArray();
    }

    /// <summary>At an even place; the result is where.</summary>
    private static int Append(MemoryStream stream, byte[] bytes)
    {
        stream.Position = stream.Length;
        if (stream.Position % 2 == 1)
            stream.WriteByte(0);
        var at = (int)stream.Position;
        stream.Write(bytes);
        return at;
    }
}
