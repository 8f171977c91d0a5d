using System.Security.Cryptography;

namespace OcrLabeling.Core.Storage;

/// <summary>AES-256-GCM: nonce (12), tag (16), then cipher text as long as the plain text.</summary>
public static class SealedBytes
{
    public const int NonceLength = 12;
    public const int TagLength = 16;

    /// <summary>By how much the sealed bytes are longer than the plain ones.</summary>
    public const int Overhead = NonceLength + TagLength;

    /// <param name="key">32 bytes.</param>
    /// <param name="into"><see cref="Overhead"/> longer than <paramref name="plain"/>.</param>
    /// <param name="associated">Not stored; the same must be given to open them.</param>
    public static void Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> key, Span<byte> into, ReadOnlySpan<byte> associated = default)
    {
        var nonce = into[..NonceLength];
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, into[Overhead..], into[NonceLength..Overhead], associated);
    }

    /// <exception cref="CryptographicException">The key or <paramref name="associated"/> is another one, or anything was changed.</exception>
    public static byte[] Open(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> key, ReadOnlySpan<byte> associated = default)
    {
        if (bytes.Length < Overhead)
            throw new CryptographicException("There are too few bytes.");
        var plain = new byte[bytes.Length - Overhead];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(bytes[..NonceLength], bytes[Overhead..], bytes[NonceLength..Overhead], plain, associated);
        return plain;
    }
}
