using System.Security.Cryptography;

namespace OcrLabeling.Core.Storage;

/// <summary>Address of stored bytes: the SHA-256 of the plain bytes as 64 lower-case hexadecimal digits.</summary>
public readonly record struct BlobId(string Value)
{
    public const int Length = 64;

    public static BlobId Of(ReadOnlySpan<byte> plain) => new(Convert.ToHexStringLower(SHA256.HashData(plain)));

    /// <summary>Whether <paramref name="value"/> is a well-formed address; anything else must never become part of a path.</summary>
    public static bool IsValid(string? value) => value is { Length: Length } && value.All(char.IsAsciiHexDigitLower);

    public override string ToString() => Value;
}
