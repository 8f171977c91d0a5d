using System.Diagnostics;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Tests.Support;

namespace OcrLabeling.Ocr.Tests.Imaging;

/// <summary>Photographs as phones store them, written by heif-enc (Debian's libheif-examples).</summary>
public sealed class HeicTests
{
    [HeicFact]
    public async Task A_photograph_is_decoded()
    {
        var file = await EncodeAsync(64, 48);
        Assert.Equal(FileFormat.Heic, FileSignature.Detect(file));
        Assert.Equal([new PageSize(64, 48)], Image.ReadHeader(file, ImageLimits.Default).Pages);
        using var decoded = Image.Decode(file, 0, ImageLimits.Default);
        Assert.Equal((64, 48, 3), (decoded.Width, decoded.Height, decoded.Channels));
        Assert.InRange(decoded.Row(4)[12], 0, 25);
        Assert.InRange(decoded.Row(40)[3 * 40], 175, 215);
    }

    [HeicFact]
    public async Task Its_size_is_checked_before_any_pixel_is_decoded()
    {
        var file = await EncodeAsync(640, 480);
        Assert.Equal(RefusalReason.TooManyPixels, Assert.Throws<ImageRefusedException>(() => Image.Decode(file, 0, ImageLimits.Default with { MaxPixels = 300_000 })).Reason);
    }

    [HeicFact]
    public async Task Cut_or_damaged_it_is_refused_and_never_a_crash()
    {
        var whole = await EncodeAsync(128, 96);
        Assert.Throws<ImageRefusedException>(() => Image.Decode(whole.AsSpan(0, whole.Length / 2), 0, ImageLimits.Default));
        var random = new Random(7);
        for (var round = 0; round < 50; round++)
        {
            var damaged = (byte[])whole.Clone();
            for (var flips = random.Next(1, 12); flips > 0; flips--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                Image.Decode(damaged, 0, ImageLimits.Default).Dispose();
            }
            catch (ImageRefusedException)
            {
                // the other good outcome
            }
        }
    }

    /// <summary>A <see cref="TestFiles.Pattern"/> in colour.</summary>
    internal static async Task<byte[]> EncodeAsync(int width, int height)
    {
        using var folder = new TemporaryFolder();
        using var image = TestFiles.Pattern(width, height, 3);
        await File.WriteAllBytesAsync(folder["in.png"], image.EncodePng());
        using var encoder = Process.Start(new ProcessStartInfo("heif-enc", ["-q", "95", "-o", "out.heic", "in.png"]) { WorkingDirectory = folder.Root, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await encoder.WaitForExitAsync();
        return await File.ReadAllBytesAsync(folder["out.heic"]);
    }
}

/// <summary>A fact that needs heif-enc; skipped by name where it is absent.</summary>
public sealed class HeicFactAttribute : FactAttribute
{
    public HeicFactAttribute()
    {
        if (!File.Exists("/usr/bin/heif-enc"))
            Skip = "heif-enc (libheif-examples) is not installed";
    }
}
