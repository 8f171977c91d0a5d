using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Options;
using OcrLabeling.Core.Batches;
using OcrLabeling.Core.Storage;
using OcrLabeling.Tests.Documents;

namespace OcrLabeling.Tests.Labeling;

public sealed class WordUploadTests : IDisposable
{
    private const int ImageBytes = 3 * 1024 * 1024;

    private readonly TemporaryFolder folder = new();
    private readonly UploadMemory memory = new(Options.Create(new UploadOptions { MemoryMegabytes = 8 }));

    private WordUpload Upload => new(memory, Options.Create(new StorageOptions { DataFolder = folder.Path }));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_upload_larger_than_the_shared_memory_is_taken_in_file_by_file_and_leaves_nothing_readable_on_the_disk()
    {
        var zip = Zip(10);
        using var taken = await Upload.TakeInAsync([("words.zip", () => new MemoryStream(zip))], default);
        Assert.Equal(0, memory.TakenBytes);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}.png"), taken.Folder.Images.Select(i => i.Name));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"text {i}"), taken.Folder.Images.Select(i => i.Text));
        // in any order, and more than once
        foreach (var i in new[] { 7, 0, 7, 9 })
            Assert.True(taken.Folder.Images[i].Read().Span.SequenceEqual(Image(i)));
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task It_waits_while_other_uploads_hold_the_memory()
    {
        var others = await memory.TakeAsync(8 * 1024 * 1024, default);
        var taking = Upload.TakeInAsync([("a.png", () => new MemoryStream(Image(1)))], default);
        await Task.Delay(100);
        Assert.False(taking.IsCompleted);
        others.Dispose();
        using var taken = await taking;
        Assert.Equal("a.png", Assert.Single(taken.Folder.Images).Name);
    }

    [Fact]
    public async Task Files_and_texts_beside_each_other_are_one_folder_and_what_is_too_large_is_named()
    {
        using var taken = await Upload.TakeInAsync(
        [
            ("b.png", () => new MemoryStream(Image(2))), ("a.png", () => new MemoryStream(Image(1))), ("words.jsonl", () => new MemoryStream("""{"image":"a.png","text":"one"}"""u8.ToArray())),
            ("c.png", () => new MemoryStream(new byte[9 * 1024 * 1024])),
        ], default);
        Assert.Equal([("a.png", "one"), ("b.png", null)], taken.Folder.Images.Select(i => (i.Name, i.Text)));
        Assert.Equal("uploaded images", taken.Folder.Name);
        Assert.Equal("c.png: The file has more than 8 MB, which is the limit.", Assert.Single(taken.Folder.Skipped));
    }

    [Fact]
    public async Task A_broken_upload_gives_its_memory_back()
    {
        await Assert.ThrowsAsync<IOException>(() => Upload.TakeInAsync([("a.png", () => new MemoryStream(Image(1))), ("b.png", () => throw new IOException("gone"))], default));
        Assert.Equal(0, memory.TakenBytes);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_is_stored_for_the_batch_is_read_back()
    {
        using var taken = await Upload.TakeInAsync([("words.zip", () => new MemoryStream(Zip(4)))], default);
        var archives = new StoredArchive(new MemoryBlobStore());
        var id = await StoredWordFolder.PutAsync(archives, taken.Folder.Images, default);
        await using var stream = await archives.OpenAsync(id, default);
        await using var archive = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, null, default);
        for (var i = 0; i < 4; i++)
            Assert.Equal(Image(i), await StoredWordFolder.ReadAsync(archive, i, default));
    }

    [Fact]
    public async Task An_image_that_cannot_be_read_any_more_stops_the_storing_and_leaves_nothing_behind()
    {
        var blobs = new MemoryBlobStore();
        WordImage[] images = [new("a.png", Image(1), null, null), new("b.png", () => throw new ObjectDisposedException("images"), null, null)];
        await Assert.ThrowsAsync<ObjectDisposedException>(() => StoredWordFolder.PutAsync(new StoredArchive(blobs), images, default));
        Assert.Empty(blobs.Ids);
    }

    private static byte[] Image(int i)
    {
        var bytes = new byte[ImageBytes + i];
        new Random(i).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Zip(int images)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < images; i++)
                Add(archive, $"{i}.png", Image(i));
            Add(archive, "words.jsonl", Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, images).Select(i => $$"""{"image":"{{i}}.png","text":"text {{i}}"}"""))));
        }
        return zip.ToArray();

        static void Add(ZipArchive archive, string name, byte[] bytes)
        {
            using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
            entry.Write(bytes);
        }
    }
}
