using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OcrLabeling.Core.Storage;

/// <summary>
/// Bytes that are needed for the length of one request and do not fit into memory: a file in a folder of ours, sealed piece by piece (AES-256-GCM) with a key that only this object knows, and taken off the
/// folder as soon as it is open. Whatever becomes of the process, nothing stays that could be read. Seekable, to be read only; not thread-safe.
/// </summary>
public sealed class SealedScratchStream : Stream
{
    private const int PieceBytes = 1024 * 1024, TagBytes = 16, NonceBytes = 12;

    private readonly FileStream file;
    private readonly AesGcm aes;
    private readonly byte[] piece = new byte[PieceBytes];
    private readonly byte[] sealedPiece = new byte[PieceBytes + TagBytes];
    private long length;
    private long loaded = -1;

    private SealedScratchStream(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.tmp");
        file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, BufferSize = 0 });
        // still open here, no longer to be found by anybody else
        File.Delete(path);
        aes = new AesGcm(RandomNumberGenerator.GetBytes(StorageKey.LengthBytes), TagBytes);
    }

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get; set; }

    /// <summary>Takes in all of <paramref name="content"/>, then stands at its beginning. Null as soon as there are more than <paramref name="maxBytes"/>.</summary>
    public static async Task<SealedScratchStream?> FillAsync(string folder, Stream content, long maxBytes, CancellationToken ct)
    {
        var scratch = new SealedScratchStream(folder);
        try
        {
            for (var index = 0L; ; index++)
            {
                var count = await content.ReadAtLeastAsync(scratch.piece, PieceBytes, throwOnEndOfStream: false, ct);
                scratch.length += count;
                if (scratch.length > maxBytes)
                {
                    await scratch.DisposeAsync();
                    return null;
                }
                if (count > 0)
                    await scratch.WriteAsync(index, count, ct);
                if (count < PieceBytes)
                    return scratch;
            }
        }
        catch
        {
            await scratch.DisposeAsync();
            throw;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= length || buffer.IsEmpty)
            return 0;
        var index = Position / PieceBytes;
        var pieceLength = (int)Math.Min(PieceBytes, length - index * PieceBytes);
        if (index != loaded)
            Load(index, pieceLength);
        var start = (int)(Position % PieceBytes);
        var count = Math.Min(buffer.Length, pieceLength - start);
        piece.AsSpan(start, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => Position + offset, _ => length + offset };

    public override void Flush() => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
            aes.Dispose();
        }
        base.Dispose(disposing);
    }

    private async Task WriteAsync(long index, int count, CancellationToken ct)
    {
        aes.Encrypt(NonceOf(index), piece.AsSpan(0, count), sealedPiece.AsSpan(TagBytes, count), sealedPiece.AsSpan(0, TagBytes));
        await file.WriteAsync(sealedPiece.AsMemory(0, TagBytes + count), ct);
    }

    private void Load(long index, int count)
    {
        loaded = -1;
        file.Position = index * (PieceBytes + TagBytes);
        file.ReadExactly(sealedPiece, 0, TagBytes + count);
        aes.Decrypt(NonceOf(index), sealedPiece.AsSpan(TagBytes, count), sealedPiece.AsSpan(0, TagBytes), piece.AsSpan(0, count));
        loaded = index;
    }

    /// <summary>The key is used for one file, so the place of the piece is enough to never repeat.</summary>
    private static byte[] NonceOf(long index)
    {
        var nonce = new byte[NonceBytes];
        BinaryPrimitives.WriteInt64LittleEndian(nonce, index);
        return nonce;
    }
}
