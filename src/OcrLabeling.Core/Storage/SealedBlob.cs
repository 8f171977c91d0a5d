using System.Security.Cryptography;
using System.Text;

namespace OcrLabeling.Core.Storage;

/// <summary>
/// The bytes of an encrypted blob: magic "OLB1", key id (8), then <see cref="SealedBytes"/>.
/// The blob's address is the associated data, so a blob renamed to another address does not open.
/// </summary>
internal static class SealedBlob
{
    private const int KeyIdAt = 4;
    private const int SealedAt = KeyIdAt + StorageKey.IdLengthBytes;
    public const int HeaderLength = SealedAt + SealedBytes.Overhead;

    private static ReadOnlySpan<byte> Magic => "OLB1"u8;

    public static byte[] Seal(BlobId id, ReadOnlySpan<byte> plain, StorageKey key)
    {
        var file = new byte[HeaderLength + plain.Length];
        Magic.CopyTo(file);
        key.Id.CopyTo(file.AsSpan(KeyIdAt));
        SealedBytes.Seal(plain, key.Bytes, file.AsSpan(SealedAt), Encoding.ASCII.GetBytes(id.Value));
        return file;
    }

    /// <summary>Throws <see cref="BlobDamagedException"/> when anything at all was changed or the key is another one.</summary>
    public static byte[] Open(BlobId id, ReadOnlySpan<byte> file, StorageKey key)
    {
        if (!HasHeaderOf(file, key))
            throw new BlobDamagedException(id);
        try
        {
            return SealedBytes.Open(file[SealedAt..], key.Bytes, Encoding.ASCII.GetBytes(id.Value));
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new BlobDamagedException(id, e);
        }
    }

    public static bool HasHeaderOf(ReadOnlySpan<byte> file, StorageKey key) =>
        file.Length >= HeaderLength && file.StartsWith(Magic) && file[KeyIdAt..SealedAt].SequenceEqual(key.Id);
}
