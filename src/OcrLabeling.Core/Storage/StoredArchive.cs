using System.Security.Cryptography;
using System.Text;

namespace OcrLabeling.Core.Storage;

/// <summary>
/// A large file in the blob store as encrypted chunks of 8 MB, so that neither storing nor reading it needs more memory than one chunk.
/// Its id addresses the list of its chunks. Each chunk begins with random bytes: two uploads of one file share nothing, and deleting one leaves the other whole.
/// </summary>
public sealed class StoredArchive(IBlobStore blobs)
{
    internal const int ChunkBytes = 8 * 1024 * 1024;
    internal const int SaltBytes = 16;

    /// <summary>Throws <see cref="ArchiveTooLargeException"/> as soon as more than <paramref name="maxBytes"/> came in; what was stored until then is deleted.</summary>
    public async Task<BlobId> PutAsync(Stream content, long maxBytes, CancellationToken ct)
    {
        var chunks = new List<BlobId>();
        var buffer = new byte[SaltBytes + ChunkBytes];
        long length = 0;
        try
        {
            while (true)
            {
                RandomNumberGenerator.Fill(buffer.AsSpan(0, SaltBytes));
                var read = await content.ReadAtLeastAsync(buffer.AsMemory(SaltBytes), ChunkBytes, throwOnEndOfStream: false, ct);
                length += read;
                if (length > maxBytes)
                    throw new ArchiveTooLargeException(maxBytes);
                if (read > 0)
                    chunks.Add(await blobs.PutAsync(buffer.AsMemory(0, SaltBytes + read), ct));
                if (read < ChunkBytes)
                    return await blobs.PutAsync(Encoding.ASCII.GetBytes(string.Join('\n', chunks.Select(c => c.Value).Prepend($"{length}"))), ct);
            }
        }
        catch
        {
            foreach (var chunk in chunks)
                await blobs.DeleteAsync(chunk, CancellationToken.None);
            throw;
        }
    }

    /// <summary>A seekable stream over the plain bytes; it holds one chunk at a time.</summary>
    public async Task<StoredArchiveStream> OpenAsync(BlobId id, CancellationToken ct)
    {
        var (length, chunks) = await ReadListAsync(id, ct);
        return new StoredArchiveStream(blobs, chunks, length);
    }

    public async Task DeleteAsync(BlobId id, CancellationToken ct)
    {
        if (!await blobs.ExistsAsync(id, ct))
            return;
        foreach (var chunk in (await ReadListAsync(id, ct)).Chunks)
            await blobs.DeleteAsync(chunk, ct);
        await blobs.DeleteAsync(id, ct);
    }

    private async Task<(long Length, BlobId[] Chunks)> ReadListAsync(BlobId id, CancellationToken ct)
    {
        var lines = Encoding.ASCII.GetString(await blobs.GetAsync(id, ct)).Split('\n');
        return (long.Parse(lines[0], System.Globalization.CultureInfo.InvariantCulture), [.. lines.Skip(1).Select(line => new BlobId(line))]);
    }
}

/// <summary>The upload is larger than allowed; the message names the limit.</summary>
public sealed class ArchiveTooLargeException(long maxBytes) : Exception($"The archive is larger than {maxBytes / (1024 * 1024)} MB.");
