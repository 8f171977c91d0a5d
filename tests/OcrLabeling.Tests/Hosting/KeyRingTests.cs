using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using OcrLabeling.Core.Storage;
using OcrLabeling.Tests.Documents;
using OcrLabeling.Web.Hosting;

namespace OcrLabeling.Tests.Hosting;

public sealed class KeyRingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void What_was_protected_before_a_restart_opens_after_it()
    {
        var cookie = Protect("who am I");
        Assert.Equal("who am I", Unprotect(cookie));
    }

    [Fact]
    public void The_stored_keys_hold_nothing_in_the_clear()
    {
        Protect("anything");
        var stored = File.ReadAllText(Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "cookie-keys"))));
        Assert.Contains("<sealedKey", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", stored, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_storage_key_does_not_open_them()
    {
        var cookie = Protect("who am I");
        Assert.ThrowsAny<CryptographicException>(() => Unprotect(cookie, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
    }

    public void Dispose() => folder.Dispose();

    private string Protect(string text)
    {
        using var host = Start(WebHostFixture.EncryptionKey);
        return host.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect(text);
    }

    private string Unprotect(string cookie, string key = WebHostFixture.EncryptionKey)
    {
        using var host = Start(key);
        return host.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(cookie);
    }

    private ServiceProvider Start(string key)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.Configure<StorageOptions>(storage => (storage.DataFolder, storage.EncryptionKey) = (folder.Path, key));
        services.AddKeyRing();
        return services.BuildServiceProvider();
    }
}
