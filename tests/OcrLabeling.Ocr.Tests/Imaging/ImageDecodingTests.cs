using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Tests.Imaging;

public sealed class ImageDecodingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_png_of_ours_comes_back_bit_for_bit(int channels)
    {
        using var image = TestFiles.Pattern(37, 21, channels);
        using var decoded = Decode(image.EncodePng());
        Assert.Equal((37, 21, channels), (decoded.Width, decoded.Height, decoded.Channels));
        for (var y = 0; y < 21; y++)
            Assert.Equal(image.Row(y).ToArray(), decoded.Row(y).ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_jpeg_of_ours_comes_back_nearly_the_same(int channels)
    {
        using var image = TestFiles.Pattern(64, 48, channels);
        using var decoded = Decode(image.EncodeJpeg(95));
        Assert.Equal((64, 48, channels), (decoded.Width, decoded.Height, decoded.Channels));
        Assert.InRange(decoded.Row(4)[4 * channels], 0, 12);
        Assert.InRange(decoded.Row(40)[40 * channels], 185, 201);
    }

    [Fact]
    public void The_header_tells_format_and_size_without_decoding()
    {
        using var image = TestFiles.Pattern(64, 48);
        Assert.Equal(new PageSize(64, 48), Assert.Single(Image.ReadHeader(image.EncodeJpeg(90), ImageLimits.Default).Pages));
        Assert.Equal(FileFormat.WebP, Image.ReadHeader(TestFiles.LossyWebP, ImageLimits.Default).Format);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(4, 0, 1)]
    [InlineData(5, 0, 0)]
    [InlineData(6, 1, 0)]
    [InlineData(7, 1, 1)]
    [InlineData(8, 0, 1)]
    public void Exif_and_tiff_orientation_turn_the_black_quarter_to_its_place(int orientation, int blackRight, int blackBottom)
    {
        using var image = TestFiles.Pattern(64, 32);
        var turned = orientation >= 5;
        foreach (var file in (byte[][])[TestFiles.JpegWithExifOrientation(image.EncodeJpeg(95), orientation), TestFiles.Tiff(orientation, image)])
        {
            using var decoded = Decode(file);
            var size = turned ? new PageSize(32, 64) : new PageSize(64, 32);
            Assert.Equal(size, new PageSize(decoded.Width, decoded.Height));
            Assert.Equal(size, Image.ReadHeader(file, ImageLimits.Default).Pages[0]);
            for (var quarter = 0; quarter < 4; quarter++)
            {
                var (right, bottom) = (quarter % 2, quarter / 2);
                var value = decoded.Row(decoded.Height * (1 + 2 * bottom) / 4)[decoded.Width * (1 + 2 * right) / 4];
                Assert.Equal((right, bottom) == (blackRight, blackBottom), value < 50);
            }
        }
    }

    [Fact]
    public void Sixteen_bit_grey_keeps_its_brightness()
    {
        using var decoded = Decode(TestFiles.Png(2, 1, 16, 0, [[0x40, 0x00, 0xFF, 0xFF]]));
        Assert.Equal([0x40, 0xFF], decoded.Row(0).ToArray());
    }

    [Fact]
    public void A_palette_becomes_colours()
    {
        using var decoded = Decode(TestFiles.Png(2, 1, 8, 3, [[1, 0]], ("PLTE", [1, 2, 3, 250, 100, 50])));
        Assert.Equal([50, 100, 250, 3, 2, 1], decoded.Row(0).ToArray());
    }

    [Fact]
    public void Transparency_is_laid_over_white()
    {
        using var png = Decode(TestFiles.Png(2, 1, 8, 6, [[9, 9, 9, 255, 9, 9, 9, 0]]));
        Assert.Equal([9, 9, 9, 255, 255, 255], png.Row(0).ToArray());
        using var webp = Decode(TestFiles.TransparentWebP);
        Assert.Equal([10, 20, 200], webp.Row(1)[..3].ToArray());
        Assert.Equal([255, 255, 255], webp.Row(1)[^3..].ToArray());
    }

    [Fact]
    public void Four_inks_become_red()
    {
        using var decoded = Decode(TestFiles.RedCmykJpeg);
        var pixel = decoded.Row(4)[12..15];
        Assert.True(pixel[2] > 220 && pixel[0] < 70 && pixel[1] < 70, string.Join(' ', pixel.ToArray()));
    }

    [Fact]
    public void Lossy_webp_is_read()
    {
        using var decoded = Decode(TestFiles.LossyWebP);
        Assert.InRange(decoded.Row(1)[0], 220, 240);
        Assert.InRange(decoded.Row(6)[0], 20, 40);
    }

    [Fact]
    public void Every_page_of_a_tiff_is_read()
    {
        using var first = TestFiles.Pattern(20, 10);
        using var second = TestFiles.Pattern(30, 40);
        var file = TestFiles.Tiff(1, first, second);
        Assert.Equal([new PageSize(20, 10), new PageSize(30, 40)], Image.ReadHeader(file, ImageLimits.Default).Pages);
        using var decoded = Image.Decode(file, 1, ImageLimits.Default);
        Assert.Equal(second.Row(39).ToArray(), decoded.Row(39).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Image.Decode(file, 2, ImageLimits.Default));
    }

    private static Image Decode(byte[] file) => Image.Decode(file, 0, ImageLimits.Default);
}
