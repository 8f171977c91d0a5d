using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Caching.Memory;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Web.Documents;

/// <summary>What a signed URL allows: this account may see this blob.</summary>
public sealed record SignedImage(BlobId Blob, string MediaType, Guid AccountId);

/// <summary>
/// Makes and reads the only addresses images are reachable under. Whoever makes one has checked that the account may see the image; it works for
/// that account only and for a short time. Asked again within half of it, the same URL is returned, so that a redrawn gallery does not flicker.
/// Thread-safe; throws on a media type that is not an image of ours.
/// </summary>
public sealed class SignedImageUrls(IDataProtectionProvider protection, IMemoryCache cache)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Images are handed out under these types only.</summary>
    private static readonly string[] MediaTypes = ["image/png", "image/jpeg", "image/webp"];

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("images.v1").ToTimeLimitedDataProtector();

    public string For(BlobId blob, string mediaType, Guid accountId) => For(blob, mediaType, accountId, Lifetime);

    /// <param name="lifetime">How long the URL works: a worker's lease, for instance.</param>
    public string For(BlobId blob, string mediaType, Guid accountId, TimeSpan lifetime) =>
        cache.GetOrCreate((blob, mediaType, accountId, lifetime), entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = lifetime / 2;
            return "/images/" + WebEncoders.Base64UrlEncode(protector.Protect(Pack(new SignedImage(blob, mediaType, accountId)), lifetime));
        })!;

    /// <summary>What <paramref name="token"/> allows; null when it is expired, changed or not ours.</summary>
    public SignedImage? Read(string token)
    {
        try
        {
            return Unpack(protector.Unprotect(WebEncoders.Base64UrlDecode(token)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static byte[] Pack(SignedImage image)
    {
        var mediaType = Array.IndexOf(MediaTypes, image.MediaType);
        if (mediaType < 0)
            throw new ArgumentException($"{image.MediaType} is not a type images are handed out under.", nameof(image));
        return [(byte)mediaType, .. image.AccountId.ToByteArray(), .. Convert.FromHexString(image.Blob.Value)];
    }

    private static SignedImage Unpack(ReadOnlySpan<byte> packed) =>
        new(new BlobId(Convert.ToHexStringLower(packed[17..])), MediaTypes[packed[0]], new Guid(packed[1..17]));
}
