using System.Collections.Concurrent;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Tests.Documents;

/// <summary>Blobs in memory, for tests that are not about storing.</summary>
public sealed class MemoryBlobStore : IBlobStore
{
    private readonly ConcurrentDictionary<BlobId, byte[]> blobs = new();

    public ICollection<BlobId> Ids => blobs.Keys;

    public Task<BlobId> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var id = BlobId.Of(bytes.Span);
        blobs[id] = bytes.ToArray();
        return Task.FromResult(id);
    }

    public Task<byte[]> GetAsync(BlobId id, CancellationToken ct) =>
        blobs.TryGetValue(id, out var bytes) ? Task.FromResult(bytes) : throw new BlobMissingException(id);

    public Task<bool> ExistsAsync(BlobId id, CancellationToken ct) => Task.FromResult(blobs.ContainsKey(id));

    public Task DeleteAsync(BlobId id, CancellationToken ct)
    {
        blobs.TryRemove(id, out _);
        return Task.CompletedTask;
    }
}
