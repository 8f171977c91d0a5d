using System.Buffers.Binary;

namespace OcrLabeling.Core.Storage;

/// <summary>
/// Where the directory of a zip stands and how large it is, by the records at its end (PKWARE APPNOTE 4.3.14 to 4.3.16). Read before the library loads every
/// entry into memory: an archive of a gigabyte can hold twenty million empty files.
/// </summary>
internal sealed record ZipDirectory(long Offset, long Bytes)
{
    private const int EndBytes = 22;
    private const int End64Bytes = 56;
    private const int LocatorBytes = 20;
    private const int MaxCommentBytes = 65_535;
    private const int SmallestEntryBytes = 46;

    /// <summary>No more entries than these fit into the directory.</summary>
    public long MaxFiles => Bytes / SmallestEntryBytes;

    /// <summary>Null when this is no zip. The stream is left at its beginning.</summary>
    public static async Task<ZipDirectory?> FindAsync(Stream stream, CancellationToken ct)
    {
        var tail = await ReadAsync(stream, Math.Max(0, stream.Length - EndBytes - MaxCommentBytes - LocatorBytes), EndBytes + MaxCommentBytes + LocatorBytes, ct);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndBytes > tail.Length)
            return null;
        var directory = new ZipDirectory(BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16)), BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12)));
        var locator = end - LocatorBytes;
        if (locator >= 0 && tail.AsSpan(locator).StartsWith("PK\u0006\u0007"u8))
        {
            var end64 = await ReadAsync(stream, BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(locator + 8)), End64Bytes, ct);
            if (end64.Length < End64Bytes || !end64.AsSpan().StartsWith("PK\u0006\u0006"u8))
                return null;
            directory = new(BinaryPrimitives.ReadInt64LittleEndian(end64.AsSpan(48)), BinaryPrimitives.ReadInt64LittleEndian(end64.AsSpan(40)));
        }
        stream.Position = 0;
        return directory.Offset >= 0 && directory.Bytes >= 0 && directory.Offset + directory.Bytes <= stream.Length ? directory : null;
    }

    private static async Task<byte[]> ReadAsync(Stream stream, long position, int count, CancellationToken ct)
    {
        if (position < 0 || position > stream.Length)
            return [];
        stream.Position = position;
        var bytes = new byte[(int)Math.Min(stream.Length - position, count)];
        await stream.ReadExactlyAsync(bytes, ct);
        return bytes;
    }
}
