using System.Security.Cryptography;
using System.Text;

namespace OcrLabeling.Core.Storage;

/// <summary>
/// The bytes of an encrypted blob: magic "OLB1", key id (8), nonce (12), tag (16), then AES-256-GCM cipher text as long as the plain text.
/// The blob's address is the associated data, so a blob renamed to another address does not open.
/// </summary>
internal static class SealedBlob
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int KeyIdAt = 4;
    private const int NonceAt = KeyIdAt + StorageKey.IdLengthBytes;
    private const int TagAt = NonceAt + NonceLength;
    public const int HeaderLength = TagAt + TagLength;

    private static ReadOnlySpan<byte> Magic => "OLB1"u8;

    public static byte[] Seal(BlobId id, ReadOnlySpan<byte> plain, StorageKey key)
    {
        var file = new byte[HeaderLength + plain.Length];
        var header = file.AsSpan(0, HeaderLength);
        Magic.CopyTo(header);
        key.Id.CopyTo(header[KeyIdAt..]);
        RandomNumberGenerator.Fill(header[NonceAt..TagAt]);
        using var aes = new AesGcm(key.Bytes, TagLength);
        aes.Encrypt(header[NonceAt..TagAt], plain, file.AsSpan(HeaderLength), header[TagAt..], Encoding.ASCII.GetBytes(id.Value));
        return file;
    }

    /// <summary>Throws <see cref="BlobDamagedException"/> when anything at all was changed or the key is another one.</summary>
    public static byte[] Open(BlobId id, ReadOnlySpan<byte> file, StorageKey key)
    {
        if (!HasHeaderOf(file, key))
            throw new BlobDamagedException(id);
        var plain = new byte[file.Length - HeaderLength];
        using var aes = new AesGcm(key.Bytes, TagLength);
        try
        {
            aes.Decrypt(file[NonceAt..TagAt], file[HeaderLength..], file[TagAt..HeaderLength], plain, Encoding.ASCII.GetBytes(id.Value));
            return plain;
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new BlobDamagedException(id, e);
        }
    }

    public static bool HasHeaderOf(ReadOnlySpan<byte> file, StorageKey key) =>
        file.Length >= HeaderLength && file.StartsWith(Magic) && file[KeyIdAt..NonceAt].SequenceEqual(key.Id);
}
