using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace OcrLabeling.Core.Storage;

/// <summary>The one row that says which key the documents of this database are encrypted with: a constant, sealed with it at the first start.</summary>
public sealed class StorageKeyRecord
{
    /// <summary>Key of the only row.</summary>
    public const string OnlyId = "storage-key";

    private const int TagLength = 16, NonceLength = 12;

    private StorageKeyRecord() { }

    public StorageKeyRecord(StorageKey key, DateTime now)
    {
        Id = OnlyId;
        KeyId = Convert.ToHexStringLower(key.Id);
        Seal = Convert.ToBase64String(Sealed(key));
        RecordedAt = WrittenAt = now;
    }

    public string Id { get; private set; } = "";

    /// <summary><see cref="StorageKey.Id"/> in hexadecimal digits: names the key, says nothing about it.</summary>
    public string KeyId { get; private set; } = "";

    /// <summary>Base64 of nonce (12), tag (16) and the sealed constant.</summary>
    public string Seal { get; private set; } = "";

    public DateTime RecordedAt { get; private set; }

    /// <summary>Last time a server proved that it can write here.</summary>
    public DateTime WrittenAt { get; private set; }

    private static ReadOnlySpan<byte> Constant => "OcrLabeling storage key"u8;

    /// <summary>Whether <paramref name="key"/> opens the seal.</summary>
    public bool IsOf(StorageKey key)
    {
        var bytes = Convert.FromBase64String(Seal).AsSpan();
        var plain = new byte[bytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key.Bytes, TagLength);
        try
        {
            aes.Decrypt(bytes[..NonceLength], bytes[(NonceLength + TagLength)..], bytes.Slice(NonceLength, TagLength), plain);
            return Constant.SequenceEqual(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private static byte[] Sealed(StorageKey key)
    {
        var bytes = new byte[NonceLength + TagLength + Constant.Length];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key.Bytes, TagLength);
        aes.Encrypt(bytes.AsSpan(0, NonceLength), Constant, bytes.AsSpan(NonceLength + TagLength), bytes.AsSpan(NonceLength, TagLength));
        return bytes;
    }
}

internal sealed class StorageKeyRecordConfiguration : IEntityTypeConfiguration<StorageKeyRecord>
{
    public void Configure(EntityTypeBuilder<StorageKeyRecord> builder)
    {
        builder.Property(r => r.Id).HasMaxLength(20);
        builder.Property(r => r.KeyId).HasMaxLength(2 * StorageKey.IdLengthBytes);
        builder.Property(r => r.Seal).HasMaxLength(100);
    }
}
