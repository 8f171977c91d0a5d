using System.Security.Cryptography;

namespace OcrLabeling.Core.Storage;

/// <summary>The 32-byte key blobs are encrypted with, and the short id that blobs carry so that a wrong key is told from a damaged blob.</summary>
public sealed class StorageKey
{
    public const int LengthBytes = 32;
    public const int IdLengthBytes = 8;

    private readonly byte[] bytes;
    private readonly byte[] id;

    private StorageKey(byte[] bytes)
    {
        this.bytes = bytes;
        id = HMACSHA256.HashData(bytes, "OcrLabeling blob key id"u8)[..IdLengthBytes];
    }

    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Derived from the key by a keyed hash: says nothing about it.</summary>
    public ReadOnlySpan<byte> Id => id;

    /// <summary>The configured key: given itself, or by the file that holds it. Throws <see cref="ArgumentException"/> naming the setting at fault.</summary>
    public static StorageKey FromConfiguration(string encryptionKey, string encryptionKeyFile)
    {
        if (encryptionKey.Length > 0)
            return Parse("Storage:EncryptionKey", encryptionKey);
        if (encryptionKeyFile.Length == 0)
            throw new ArgumentException("Storage:EncryptionKey or Storage:EncryptionKeyFile must be set (openssl rand -base64 32 makes a key): documents are never stored in the clear.");
        if (!File.Exists(encryptionKeyFile))
            throw new ArgumentException($"Storage:EncryptionKeyFile names {encryptionKeyFile}, which does not exist.");
        return Parse($"{encryptionKeyFile} (Storage:EncryptionKeyFile)", File.ReadAllText(encryptionKeyFile));
    }

    private static StorageKey Parse(string source, string base64)
    {
        var buffer = new byte[LengthBytes + 1];
        if (!Convert.TryFromBase64String(base64.Trim(), buffer, out var length) || length != LengthBytes)
            throw new ArgumentException($"{source} must be base64 of {LengthBytes} bytes.");
        return new StorageKey(buffer[..LengthBytes]);
    }
}
