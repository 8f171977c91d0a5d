
namespace OcrLabeling.Core.Storage;

/// <summary>The plain bytes of a <see cref="StoredArchive"/>. Holds the chunk read last and those that are pinned. Not thread-safe.</summary>
public sealed class StoredArchiveStream : Stream
{
    private readonly IBlobStore blobs;
    private readonly BlobId[] chunks;
    private readonly Dictionary<int, byte[]> pinned = [];
    private int loaded = -1;
    private byte[] chunk = [];

    internal StoredArchiveStream(IBlobStore blobs, BlobId[] chunks, long length)
    {
        this.blobs = blobs;
        this.chunks = chunks;
        Length = length;
    }

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length { get; }
    public override long Position { get; set; }

    /// <summary>Keeps the bytes from <paramref name="start"/> to the end in memory until <see cref="Unpin"/>: only there can be read synchronously, as the zip library does its directory.</summary>
    public async Task PinAsync(long start, CancellationToken ct)
    {
        for (var index = (int)(start / StoredArchive.ChunkBytes); index < chunks.Length; index++)
            pinned[index] = await blobs.GetAsync(chunks[index], ct);
    }

    public void Unpin() => pinned.Clear();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var index = (int)(Position / StoredArchive.ChunkBytes);
        if (Position < Length && index != loaded && !pinned.ContainsKey(index))
        {
            chunk = await blobs.GetAsync(chunks[index], cancellationToken);
            loaded = index;
        }
        return Read(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length || buffer.IsEmpty)
            return 0;
        var index = (int)(Position / StoredArchive.ChunkBytes);
        var bytes = pinned.GetValueOrDefault(index) ?? (index == loaded ? chunk : throw new NotSupportedException("Only pinned bytes can be read synchronously."));
        var start = StoredArchive.SaltBytes + (int)(Position % StoredArchive.ChunkBytes);
        var count = Math.Min(buffer.Length, bytes.Length - start);
        bytes.AsSpan(start, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => Position + offset, _ => Length + offset };

    public override void Flush() => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
