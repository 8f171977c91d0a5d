using System.Buffers.Binary;
using OcrLabeling.Core.Storage;
using OcrLabeling.Tests.Pipeline;

namespace OcrLabeling.Tests.Documents;

public sealed class ZipNamesTests
{
    [Fact]
    public void A_name_that_is_UTF_8_without_saying_so_is_read_as_that()
    {
        var file = Assert.Single(Expand(("größe.png"u8.ToArray(), "a"u8.ToArray())));
        Assert.Equal(("größe.png", 0), (file.Name, file.OtherNames.Count));
    }

    [Fact]
    public void A_name_that_is_no_UTF_8_is_read_in_the_code_page_of_the_standard()
    {
        var file = Assert.Single(Expand(([(byte)'g', (byte)'r', 0x94, 0xE1, (byte)'e', .. ".png"u8], "a"u8.ToArray())));
        Assert.Equal("größe.png", file.Name);
    }

    [Fact]
    public void What_else_it_may_be_called_is_told()
    {
        var file = Assert.Single(Expand(([0x88, 0xA2, (byte)'d', 0xAB, .. ".png"u8], "a"u8.ToArray())));
        Assert.Contains("łódź.png", file.OtherNames);
        Assert.DoesNotContain(file.Name, file.OtherNames);
    }

    private static List<ArchiveEntry> Expand(params (byte[] Name, byte[] Content)[] files) =>
        [.. Archive.Expand(new UploadedFile("a.zip", Zip(files).ToArray()), new UploadOptions())];

    /// <summary>A zip of stored files whose names are these bytes, and nothing says in which code page: the library writes no such archive.</summary>
    internal static MemoryStream Zip(params (byte[] Name, byte[] Content)[] files)
    {
        var zip = new MemoryStream();
        var directory = new MemoryStream();
        foreach (var (name, content) in files)
        {
            var offset = (uint)zip.Position;
            byte[] common = [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0, .. Number(Checksum(content)), .. Number((uint)content.Length), .. Number((uint)content.Length), .. Short(name.Length), 0, 0];
            zip.Write([(byte)'P', (byte)'K', 3, 4, .. common, .. name, .. content]);
            directory.Write([(byte)'P', (byte)'K', 1, 2, 20, 0, .. common, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. Number(offset), .. name]);
        }
        var start = (uint)zip.Position;
        zip.Write(directory.ToArray());
        zip.Write([(byte)'P', (byte)'K', 5, 6, 0, 0, 0, 0, .. Short(files.Length), .. Short(files.Length), .. Number((uint)directory.Length), .. Number(start), 0, 0]);
        return zip;
    }

    /// <summary>CRC-32 as zip uses it.</summary>
    private static uint Checksum(byte[] content) => ~content.Aggregate(uint.MaxValue, (crc, b) => Enumerable.Range(0, 8).Aggregate(crc ^ b, (c, _) => (c & 1) != 0 ? (c >> 1) ^ 0xEDB88320 : c >> 1));

    private static byte[] Number(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Short(int value) => [(byte)value, (byte)(value >> 8)];
}
