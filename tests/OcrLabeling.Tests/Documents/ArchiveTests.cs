using System.IO.Compression;
using OcrLabeling.Core.Storage;

namespace OcrLabeling.Tests.Documents;

public sealed class ArchiveTests
{
    private static readonly UploadOptions Limits = new() { MaxFileMegabytes = 2, MaxArchiveEntries = 5, MaxArchiveExpandedMegabytes = 3, MaxArchiveRatio = 50 };

    [Fact]
    public void Files_come_out_with_their_paths_and_litter_stays_inside()
    {
        var zip = Zip(("receipts/a.png", "A"u8.ToArray()), ("__MACOSX/receipts/._a.png", "x"u8.ToArray()), ("receipts/.DS_Store", "x"u8.ToArray()), ("b.png", "B"u8.ToArray()));
        Assert.Equal([("receipts/a.png", "A"), ("b.png", "B")], Expand(zip).Select(e => (e.Name, System.Text.Encoding.ASCII.GetString(e.Bytes.Span))));
    }

    [Fact]
    public void A_name_that_climbs_out_is_shown_without_its_dots() =>
        Assert.Equal("etc/passwd", Expand(Zip(("../../etc/passwd", "A"u8.ToArray()))).Single().Name);

    [Fact]
    public void A_bomb_is_refused_by_name_and_the_rest_comes_out()
    {
        var entries = Expand(Zip(("bomb.png", new byte[1_900_000]), ("good.png", "ok"u8.ToArray())));
        Assert.Contains("50 times its packed size", entries[0].Fault, StringComparison.Ordinal);
        Assert.Null(entries[1].Fault);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_by_name()
    {
        var entry = Expand(Zip(("big.tif", Noise(2 * 1024 * 1024 + 1)))).Single();
        Assert.Equal(("big.tif", "The file unpacks to more than 2 MB, which is the limit."), (entry.Name, entry.Fault));
    }

    [Fact]
    public void An_archive_that_grows_too_large_ends_with_its_own_name()
    {
        var entries = Expand(Zip(("1", Noise(1_500_000)), ("2", Noise(1_500_000)), ("3", Noise(1_500_000)), ("4", Noise(10))));
        Assert.Equal(["1", "2", "upload.zip"], entries.Select(e => e.Name));
        Assert.Contains("more than 3 MB", entries[^1].Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_files_are_refused_before_the_first_is_unpacked() =>
        Assert.Equal("The archive holds 6 files; 5 are allowed.", Expand(Zip([.. Enumerable.Range(0, 6).Select(i => ($"{i}", "x"u8.ToArray()))])).Single().Fault);

    [Fact]
    public void An_archive_in_an_archive_is_not_opened() =>
        Assert.Equal("Archives inside archives are not opened.", Expand(Zip(("inner.png", Zip(("a", "a"u8.ToArray()))))).Single().Fault);

    [Fact]
    public void A_cut_archive_is_refused() =>
        Assert.Equal("The archive is damaged or cut short.", Expand(Zip(("a", Noise(5000)))[..2000]).Single().Fault);

    [Fact]
    public void A_damaged_file_is_refused_and_the_rest_comes_out()
    {
        var zip = Zip(("a", System.Text.Encoding.ASCII.GetBytes(string.Join(' ', Enumerable.Range(0, 2000)))), ("b", "fine"u8.ToArray()));
        zip.AsSpan(40, 200).Fill(0xff);
        var entries = Expand(zip);
        Assert.Equal("The file is damaged inside the archive.", entries[0].Fault);
        Assert.Null(entries[1].Fault);
    }

    [Fact]
    public void An_empty_archive_is_said_to_be_empty() => Assert.Equal("The archive is empty.", Expand(Zip()).Single().Fault);

    [Theory]
    [InlineData("", "unnamed")]
    [InlineData("C:\\scans\\a.png", "C:/scans/a.png")]
    [InlineData("tab\there\n", "tabhere")]
    [InlineData("../../x.png", "x.png")]
    [InlineData("/./../x.png", "x.png")]
    [InlineData(".hidden.png", ".hidden.png")]
    [InlineData("  .png", ".png")]
    [InlineData("..", "unnamed")]
    [InlineData("invoice\u202Egnp.exe", "invoicegnp.exe")]
    public void Names_are_made_fit_to_be_shown(string given, string shown) => Assert.Equal(shown, UploadedName.Clean(given));

    [Fact]
    public void Of_a_long_name_the_end_is_kept()
    {
        var cleaned = UploadedName.Clean(new string('x', 500) + "😀.png");
        Assert.Equal(UploadedName.MaxLength, cleaned.Length);
        Assert.EndsWith("😀.png", cleaned, StringComparison.Ordinal);
    }

    private static List<ArchiveEntry> Expand(byte[] zip) => [.. Archive.Expand(new UploadedFile("upload.zip", zip), Limits)];

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    internal static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }
        return stream.ToArray();
    }
}
