using System.Buffers.Text;
using System.Security.Cryptography;

namespace OcrLabeling.Core.Workers;

/// <summary>What stands in an invitation's link: its key and its secret, 64 signs of base64url. Shown once, when the invitation is made.</summary>
public sealed class InvitationCode
{
    private const int KeyBytes = 16;
    private const int SecretBytes = 32;

    private readonly byte[] secret;

    private InvitationCode(InvitationId id, byte[] secret)
    {
        Id = id;
        this.secret = secret;
    }

    public InvitationId Id { get; }

    public string SecretHash => Convert.ToHexStringLower(SHA256.HashData(secret));

    public static InvitationCode New() => new(InvitationId.New(), RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Null for anything that no invitation could be.</summary>
    public static InvitationCode? Parse(string? text)
    {
        var bytes = new byte[KeyBytes + SecretBytes];
        if (text?.Length != bytes.Length / 3 * 4 || !Base64Url.IsValid(text, out var length) || length != bytes.Length || !Base64Url.TryDecodeFromChars(text, bytes, out _))
            return null;
        return new InvitationCode(new InvitationId(new Guid(bytes.AsSpan(0, KeyBytes), bigEndian: true)), bytes[KeyBytes..]);
    }

    /// <summary>Takes the same time whatever differs.</summary>
    public bool Fits(string secretHash) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(secret), Convert.FromHexString(secretHash));

    /// <summary>For the link.</summary>
    public override string ToString()
    {
        var bytes = new byte[KeyBytes + SecretBytes];
        Id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        secret.CopyTo(bytes, KeyBytes);
        return Base64Url.EncodeToString(bytes);
    }
}
