namespace OcrLabeling.Core.Storage;

/// <summary>Content-addressed bytes, encrypted at rest. Thread-safe. Putting the same bytes twice stores them once.</summary>
public interface IBlobStore
{
    Task<BlobId> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct);

    /// <summary>The plain bytes. Throws <see cref="BlobMissingException"/> or <see cref="BlobDamagedException"/> (authentication tag or key does not fit).</summary>
    Task<byte[]> GetAsync(BlobId id, CancellationToken ct);

    Task<bool> ExistsAsync(BlobId id, CancellationToken ct);

    Task DeleteAsync(BlobId id, CancellationToken ct);
}

public sealed class BlobMissingException(BlobId id) : Exception($"Blob {id} is not in the store.");

public sealed class BlobDamagedException(BlobId id, Exception? inner = null)
    : Exception($"Blob {id} cannot be decrypted: it was changed, or the encryption key is not the one it was stored with.", inner);
