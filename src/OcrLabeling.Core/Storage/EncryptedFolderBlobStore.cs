namespace OcrLabeling.Core.Storage;

/// <summary>
/// Blobs as files in a local folder, <c>ab/cd/abcd...</c>, each encrypted by itself (<see cref="SealedBlob"/>). A blob appears under its name
/// whole or not at all: it is written beside, flushed to the disk, then renamed. Plain bytes never touch the disk.
/// </summary>
public sealed class EncryptedFolderBlobStore(string folder, StorageKey key) : IBlobStore
{
    public async Task<BlobId> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var id = BlobId.Of(bytes.Span);
        var path = PathOf(id);
        if (await IsWholeAsync(path, bytes.Length, ct))
            return id;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await WriteThroughAsync(beside, SealedBlob.Seal(id, bytes.Span, key), ct);
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
        return id;
    }

    public async Task<byte[]> GetAsync(BlobId id, CancellationToken ct)
    {
        try
        {
            return SealedBlob.Open(id, await File.ReadAllBytesAsync(PathOf(id), ct), key);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BlobMissingException(id);
        }
    }

    public Task<bool> ExistsAsync(BlobId id, CancellationToken ct) => Task.FromResult(File.Exists(PathOf(id)));

    public Task DeleteAsync(BlobId id, CancellationToken ct)
    {
        var path = PathOf(id);
        if (File.Exists(path))
            File.Delete(path);
        return Task.CompletedTask;
    }

    /// <summary>A blob cut short or of another key is written again by the next put of the same bytes.</summary>
    private async Task<bool> IsWholeAsync(string path, int plainLength, CancellationToken ct)
    {
        if (!File.Exists(path))
            return false;
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var header = new byte[SealedBlob.HeaderLength];
        var read = await file.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, ct);
        return file.Length == SealedBlob.HeaderLength + plainLength && SealedBlob.HasHeaderOf(header.AsSpan(0, read), key);
    }

    private static async Task WriteThroughAsync(string path, byte[] bytes, CancellationToken ct)
    {
        // without asking for the space beforehand: of a full disk that throws a fault that does not say so in its number
        await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write });
        await file.WriteAsync(bytes, ct);
        file.Flush(flushToDisk: true);
    }

    private string PathOf(BlobId id)
    {
        if (!BlobId.IsValid(id.Value))
            throw new ArgumentException($"'{id.Value}' is not the address of a blob.", nameof(id));
        return Path.Combine(folder, id.Value[..2], id.Value[2..4], id.Value);
    }
}
