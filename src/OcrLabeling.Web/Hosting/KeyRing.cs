using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Web.Hosting;

/// <summary>The keys of cookies and signed addresses: kept in the data folder, so that they survive a restart, and sealed, so that a copy of the folder signs nobody in.</summary>
internal static class KeyRing
{
    public static void AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("OcrLabeling");
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<StorageOptions>>((keys, storage) =>
        {
            keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(storage.Value.PathOf("cookie-keys")), NullLoggerFactory.Instance);
            keys.XmlEncryptor = new KeySealer(storage);
        });
    }
}

/// <summary>Base64 of <see cref="SealedBytes"/> under a key derived from the storage key.</summary>
internal static class SealedKey
{
    public const string Element = "sealedKey";

    public static string Seal(string plain, StorageKey key)
    {
        var text = Encoding.UTF8.GetBytes(plain);
        var bytes = new byte[SealedBytes.Overhead + text.Length];
        SealedBytes.Seal(text, Derived(key), bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Throws <see cref="CryptographicException"/> when the storage key is another one or anything was changed.</summary>
    public static string Open(string value, StorageKey key) => Encoding.UTF8.GetString(SealedBytes.Open(Convert.FromBase64String(value), Derived(key)));

    private static byte[] Derived(StorageKey key) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes.ToArray(), StorageKey.LengthBytes, [], "OcrLabeling cookie keys"u8.ToArray());
}

internal sealed class KeySealer(IOptions<StorageOptions> storage) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
        new XElement(SealedKey.Element, SealedKey.Seal(plaintextElement.ToString(SaveOptions.DisableFormatting), KeyOf(storage.Value))), typeof(KeyOpener));

    public static StorageKey KeyOf(StorageOptions storage) => StorageKey.FromConfiguration(storage.EncryptionKey, storage.EncryptionKeyFile);
}

/// <summary>Made by name, as the stored key says, with the services of the host.</summary>
internal sealed class KeyOpener(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(SealedKey.Open(encryptedElement.Value, KeySealer.KeyOf(services.GetRequiredService<IOptions<StorageOptions>>().Value)));
}
