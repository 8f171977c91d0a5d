using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Tests.Imaging;

public sealed class ImageRefusalTests
{
    [Theory]
    [InlineData("jpeg", 0.5)]
    [InlineData("jpeg", 0.95)]
    [InlineData("png", 0.5)]
    [InlineData("tiff", 0.5)]
    [InlineData("webp", 0.8)]
    public void A_file_cut_short_is_refused_and_not_half_decoded(string format, double kept)
    {
        var whole = Encode(format);
        var refusal = Assert.Throws<ImageRefusedException>(() => Image.Decode(whole.AsSpan(0, (int)(whole.Length * kept)), 0, ImageLimits.Default));
        Assert.Equal(RefusalReason.Truncated, refusal.Reason);
    }

    [Fact]
    public void A_jpeg_cut_short_but_closed_properly_is_refused()
    {
        var whole = Encode("jpeg");
        byte[] closed = [.. whole[..(whole.Length / 2)], 0xFF, 0xD9];
        Assert.Throws<ImageRefusedException>(() => Image.Decode(closed, 0, ImageLimits.Default));
    }

    [Theory]
    [InlineData("jpeg")]
    [InlineData("png")]
    [InlineData("tiff")]
    [InlineData("webp")]
    public void Damaged_bytes_give_an_image_or_a_refusal_and_never_a_crash(string format)
    {
        var whole = Encode(format);
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var damaged = (byte[])whole.Clone();
            for (var flips = random.Next(1, 12); flips > 0; flips--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                Image.Decode(damaged.AsSpan(0, random.Next(damaged.Length / 2, damaged.Length + 1)), 0, ImageLimits.Default).Dispose();
            }
            catch (ImageRefusedException)
            {
                // the other good outcome
            }
        }
    }

    [Fact]
    public void A_bomb_is_refused_from_its_header_with_the_limit_and_its_own_figure()
    {
        var bomb = TestFiles.Png(11_000, 11_000, 1, 0, [[0]]);
        var refusal = Assert.Throws<ImageRefusedException>(() => Image.ReadHeader(bomb, ImageLimits.Default));
        Assert.Equal(RefusalReason.TooManyPixels, refusal.Reason);
        Assert.Contains("121,000,000", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("50,000,000", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ImageRefusedException>(() => Image.Decode(bomb, 0, ImageLimits.Default));
    }

    [Fact]
    public void A_side_over_the_limit_is_refused()
    {
        var ribbon = TestFiles.Png(60_000, 1, 1, 0, [[0]]);
        Assert.Equal(RefusalReason.TooLongSide, Assert.Throws<ImageRefusedException>(() => Image.ReadHeader(ribbon, ImageLimits.Default)).Reason);
    }

    [Fact]
    public void Too_many_bytes_are_refused()
    {
        var limits = ImageLimits.Default with { MaxBytes = 10 };
        Assert.Equal(RefusalReason.TooManyBytes, Assert.Throws<ImageRefusedException>(() => Image.ReadHeader(Encode("png"), limits)).Reason);
    }

    [Fact]
    public void Too_many_pages_are_refused()
    {
        using var page = TestFiles.Pattern(4, 4);
        var file = TestFiles.Tiff(1, page, page, page);
        Assert.Equal(3, Image.ReadHeader(file, ImageLimits.Default with { MaxPages = 3 }).Pages.Count);
        Assert.Equal(RefusalReason.TooManyPages, Assert.Throws<ImageRefusedException>(() => Image.ReadHeader(file, ImageLimits.Default with { MaxPages = 2 })).Reason);
    }

    [Fact]
    public void A_limit_of_the_smaller_page_does_not_let_a_larger_one_through()
    {
        using var small = TestFiles.Pattern(4, 4);
        using var large = TestFiles.Pattern(50, 50);
        var limits = ImageLimits.Default with { MaxPixels = 100 };
        Assert.Throws<ImageRefusedException>(() => Image.Decode(TestFiles.Tiff(1, small, large), 0, limits));
    }

    [Theory]
    [InlineData(new byte[0], RefusalReason.Empty)]
    [InlineData(new byte[] { (byte)'G', (byte)'I', (byte)'F', (byte)'8' }, RefusalReason.UnknownFormat)]
    [InlineData(new byte[] { (byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-' }, RefusalReason.UnknownFormat)]
    public void What_is_no_image_is_refused(byte[] file, RefusalReason reason) =>
        Assert.Equal(reason, Assert.Throws<ImageRefusedException>(() => Image.ReadHeader(file, ImageLimits.Default)).Reason);

    [Fact]
    public void A_pdf_is_recognised_behind_leading_garbage() =>
        Assert.Equal(FileFormat.Pdf, FileSignature.Detect([.. new byte[100], .. "%PDF-1.7"u8]));

    private static byte[] Encode(string format)
    {
        using var image = TestFiles.Pattern(200, 160);
        return format switch
        {
            "jpeg" => image.EncodeJpeg(90),
            "png" => image.EncodePng(),
            "tiff" => TestFiles.Tiff(1, image),
            _ => TestFiles.LossyWebP,
        };
    }
}
