using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Tests.Documents;

public sealed class EncryptedFolderBlobStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StorageKey key = NewKey();
    private readonly EncryptedFolderBlobStore store;

    public EncryptedFolderBlobStoreTests() => store = new EncryptedFolderBlobStore(folder.Path, key);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Whatever_is_put_comes_back() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        var plain = bytes ?? [];
        var id = store.PutAsync(plain, default).GetAwaiter().GetResult();
        return id == BlobId.Of(plain) && store.GetAsync(id, default).GetAwaiter().GetResult().SequenceEqual(plain);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Any_changed_byte_is_noticed()
    {
        var id = await store.PutAsync("a receipt"u8.ToArray(), default);
        var file = Assert.Single(folder.Files);
        var whole = await File.ReadAllBytesAsync(file);
        for (var at = 0; at < whole.Length; at++)
        {
            var changed = whole.ToArray();
            changed[at] ^= 1;
            await File.WriteAllBytesAsync(file, changed);
            await Assert.ThrowsAsync<BlobDamagedException>(() => store.GetAsync(id, default));
        }
    }

    [Fact]
    public async Task No_plain_text_reaches_the_disk()
    {
        var secret = Encoding.UTF8.GetBytes("the donor's address: 12 Example Street");
        await store.PutAsync(secret, default);
        Assert.DoesNotContain(folder.Files, file => File.ReadAllBytes(file).AsSpan().IndexOf(secret.AsSpan(0, 8)) >= 0);
    }

    [Fact]
    public async Task The_same_bytes_are_stored_once()
    {
        var first = await store.PutAsync("twice"u8.ToArray(), default);
        var written = File.GetLastWriteTimeUtc(folder.Files.Single());
        Assert.Equal(first, await store.PutAsync("twice"u8.ToArray(), default));
        Assert.Equal(written, File.GetLastWriteTimeUtc(Assert.Single(folder.Files)));
    }

    [Fact]
    public async Task Equal_bytes_look_different_under_the_same_key()
    {
        using var other = new TemporaryFolder();
        await store.PutAsync("same"u8.ToArray(), default);
        await new EncryptedFolderBlobStore(other.Path, key).PutAsync("same"u8.ToArray(), default);
        Assert.NotEqual(await File.ReadAllBytesAsync(folder.Files.Single()), await File.ReadAllBytesAsync(other.Files.Single()));
    }

    [Fact]
    public async Task A_blob_of_another_key_does_not_open()
    {
        var id = await store.PutAsync("mine"u8.ToArray(), default);
        var stranger = new EncryptedFolderBlobStore(folder.Path, NewKey());
        await Assert.ThrowsAsync<BlobDamagedException>(() => stranger.GetAsync(id, default));
    }

    [Fact]
    public async Task A_blob_moved_to_another_address_does_not_open()
    {
        await store.PutAsync("one"u8.ToArray(), default);
        var one = folder.Files.Single();
        var two = await store.PutAsync("two"u8.ToArray(), default);
        File.Copy(one, folder.Files.Single(f => f != one), overwrite: true);
        await Assert.ThrowsAsync<BlobDamagedException>(() => store.GetAsync(two, default));
    }

    [Fact]
    public async Task Putting_the_bytes_again_heals_a_blob_that_was_cut_short()
    {
        var id = await store.PutAsync("to be cut"u8.ToArray(), default);
        await using (var file = File.OpenWrite(folder.Files.Single()))
            file.SetLength(10);
        await store.PutAsync("to be cut"u8.ToArray(), default);
        Assert.Equal("to be cut"u8.ToArray(), await store.GetAsync(id, default));
    }

    [Fact]
    public async Task A_deleted_blob_is_missing()
    {
        var id = await store.PutAsync("short lived"u8.ToArray(), default);
        await store.DeleteAsync(id, default);
        Assert.False(await store.ExistsAsync(id, default));
        await Assert.ThrowsAsync<BlobMissingException>(() => store.GetAsync(id, default));
        await store.DeleteAsync(id, default);
    }

    [Fact]
    public async Task Many_writers_of_the_same_bytes_leave_one_whole_blob()
    {
        var bytes = RandomNumberGenerator.GetBytes(200_000);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => store.PutAsync(bytes, default))));
        Assert.Single(folder.Files);
        Assert.Equal(bytes, await store.GetAsync(BlobId.Of(bytes), default));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    public async Task An_address_that_is_none_never_becomes_a_path(string address) =>
        await Assert.ThrowsAsync<ArgumentException>(() => store.GetAsync(new BlobId(address), default));

    [Theory]
    [InlineData("", "", "Storage:EncryptionKey or Storage:EncryptionKeyFile must be set")]
    [InlineData("c2hvcnQ=", "", "Storage:EncryptionKey must be base64 of 32 bytes")]
    [InlineData("not base64!", "", "Storage:EncryptionKey must be base64 of 32 bytes")]
    [InlineData("", "/nowhere/at/all", "does not exist")]
    public void A_key_that_cannot_be_used_is_named(string key, string keyFile, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => StorageKey.FromConfiguration(key, keyFile)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_key_file_may_end_with_a_line_break()
    {
        var path = Path.Combine(folder.Path, "key");
        var text = Convert.ToBase64String(RandomNumberGenerator.GetBytes(StorageKey.LengthBytes));
        File.WriteAllText(path, text + "\n");
        Assert.Equal(StorageKey.FromConfiguration(text, "").Bytes, StorageKey.FromConfiguration("", path).Bytes);
    }

    private static StorageKey NewKey() => StorageKey.FromConfiguration(Convert.ToBase64String(RandomNumberGenerator.GetBytes(StorageKey.LengthBytes)), "");
}
