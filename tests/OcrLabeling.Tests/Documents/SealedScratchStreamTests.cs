using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Tests.Documents;

public sealed class SealedScratchStreamTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1024 * 1024)]
    [InlineData(3_000_000)]
    public async Task What_went_in_comes_out(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        await using var scratch = await FillAsync(bytes);
        Assert.Equal(length, scratch.Length);
        using var copy = new MemoryStream();
        await scratch.CopyToAsync(copy);
        Assert.Equal(bytes, copy.ToArray());
    }

    [Fact]
    public async Task It_is_read_from_any_place()
    {
        var bytes = RandomNumberGenerator.GetBytes(2_500_000);
        await using var scratch = await FillAsync(bytes);
        foreach (var place in new[] { 2_400_000, 0, 1_048_570, 2_097_151 })
        {
            scratch.Seek(place, SeekOrigin.Begin);
            var part = new byte[100];
            scratch.ReadExactly(part);
            Assert.Equal(bytes[place..(place + 100)], part);
        }
    }

    [Fact]
    public async Task Nothing_stands_in_the_folder_and_nothing_is_written_in_the_clear()
    {
        var marker = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("DONORNAME Zephyrine ", 100_000)));
        await using var scratch = await FillAsync(marker);
        Assert.Empty(Directory.GetFiles(folder.Path));
        // the open file itself, which has no name any more
        var link = Directory.GetFiles("/proc/self/fd").Single(f => TargetOf(f)?.StartsWith(folder.Path, StringComparison.Ordinal) == true);
        await using var raw = new FileStream(link, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var onDisk = new MemoryStream();
        await raw.CopyToAsync(onDisk);
        Assert.True(onDisk.Length > marker.Length);
        Assert.Equal(-1, onDisk.ToArray().AsSpan().IndexOf("Zephyrine"u8));

        // other tests open and close files meanwhile
        static string? TargetOf(string link)
        {
            try
            {
                return File.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName;
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    [Fact]
    public async Task More_than_the_limit_is_not_kept() => Assert.Null(await SealedScratchStream.FillAsync(folder.Path, new MemoryStream(new byte[2_000_000]), 1_999_999, default));

    [Fact]
    public async Task A_zip_is_opened_from_it()
    {
        await using var scratch = await FillAsync(ArchiveTests.Zip(("a.txt", "alpha"u8.ToArray())));
        using var zip = new ZipArchive(scratch, ZipArchiveMode.Read);
        using var text = new StreamReader(Assert.Single(zip.Entries).Open());
        Assert.Equal("alpha", await text.ReadToEndAsync());
    }

    public void Dispose() => folder.Dispose();

    private async Task<SealedScratchStream> FillAsync(byte[] bytes) => Assert.IsType<SealedScratchStream>(await SealedScratchStream.FillAsync(folder.Path, new MemoryStream(bytes), long.MaxValue, default));
}
