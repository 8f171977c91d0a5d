using System.Buffers.Binary;
using System.Text;
using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Tests.Imaging;

/// <summary>Kinds of files that programs and phones write, on inputs made here.</summary>
public sealed class ImageKindsTests
{
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(6, 1, 0)]
    [InlineData(8, 0, 1)]
    public void An_orientation_in_PNG_is_followed(int orientation, int blackRight, int blackBottom)
    {
        using var image = TestFiles.Pattern(64, 32);
        var png = TestFiles.Png(64, 32, 8, 0, [.. Enumerable.Range(0, 32).Select(y => image.Row(y).ToArray())], ("eXIf", Exif(orientation)));
        using var upright = Decode(png);
        var size = orientation >= 5 ? new PageSize(32, 64) : new PageSize(64, 32);
        Assert.Equal(size, new PageSize(upright.Width, upright.Height));
        Assert.Equal(size, Image.ReadHeader(png, ImageLimits.Default).Pages[0]);
        Assert.InRange(upright.Row(upright.Height * (1 + 2 * blackBottom) / 4)[upright.Width * (1 + 2 * blackRight) / 4], 0, 10);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 7)]
    public void An_orientation_in_WebP_is_followed(int orientation, int opaqueAt)
    {
        using var upright = Decode(WebPWithExif(TestFiles.TransparentWebP, 8, 4, orientation));
        Assert.Equal((8, 4), (upright.Width, upright.Height));
        Assert.Equal([10, 20, 200], upright.Row(1).Slice(3 * opaqueAt, 3).ToArray());
    }

    [Fact]
    public void A_WebP_that_lies_on_its_side_is_turned()
    {
        var file = WebPWithExif(TestFiles.TransparentWebP, 8, 4, 6);
        Assert.Equal(new PageSize(4, 8), Image.ReadHeader(file, ImageLimits.Default).Pages[0]);
        using var upright = Decode(file);
        Assert.Equal((4, 8), (upright.Width, upright.Height));
    }

    [Fact]
    public void Light_ink_on_nothing_is_laid_over_black()
    {
        using var decoded = Decode(TestFiles.Png(3, 1, 8, 6, [[250, 250, 250, 255, 0, 0, 0, 0, 250, 250, 250, 128]]));
        Assert.Equal([250, 250, 250, 0, 0, 0], decoded.Row(0)[..6].ToArray());
        Assert.InRange(decoded.Row(0)[6], 120, 130);
    }

    [Fact]
    public void Dark_ink_on_nothing_is_laid_over_white_also_where_there_is_light_beside_it()
    {
        using var decoded = Decode(TestFiles.Png(3, 1, 8, 6, [[250, 250, 250, 255, 0, 0, 0, 0, 20, 20, 20, 255]]));
        Assert.Equal([250, 255, 20], new[] { decoded.Row(0)[0], decoded.Row(0)[3], decoded.Row(0)[6] });
    }

    [Fact]
    public void Transparency_that_hides_the_whole_picture_is_ignored()
    {
        using var png = Decode(TestFiles.Png(2, 1, 8, 6, [[10, 20, 30, 0, 200, 210, 220, 0]]));
        Assert.Equal([30, 20, 10, 220, 210, 200], png.Row(0).ToArray());
        using var grey = Decode(TestTiff.Of(new TestTiffPage(2, 1, [40, 0, 240, 0], 2, Photometric: 1, ExtraSample: 2)));
        Assert.Equal([40, 240], grey.Row(0).ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(null)]
    public void A_fourth_sample_that_is_not_said_to_be_transparency_is_none(int? extraSample)
    {
        using var decoded = Decode(TestTiff.Of(new TestTiffPage(2, 1, [10, 20, 30, 0, 200, 210, 220, 99], 4, Photometric: 2, extraSample)));
        Assert.Equal([30, 20, 10, 220, 210, 200], decoded.Row(0).ToArray());
    }

    [Fact]
    public void One_that_is_said_to_be_transparency_is()
    {
        using var decoded = Decode(TestTiff.Of(new TestTiffPage(2, 1, [10, 20, 30, 255, 200, 210, 220, 0], 4, Photometric: 2, ExtraSample: 2)));
        Assert.Equal([30, 20, 10, 255, 255, 255], decoded.Row(0).ToArray());
    }

    [Fact]
    public void A_smaller_copy_of_a_page_is_no_page_wherever_it_stands()
    {
        TestTiffPage copy = new(1, 1, [9], 1, 1, SubfileType: 1), first = new(2, 1, [10, 20], 1, 1), second = new(3, 1, [30, 40, 50], 1, 1);
        var file = TestTiff.Of(copy, first, copy, second);
        Assert.Equal([new PageSize(2, 1), new PageSize(3, 1)], Image.ReadHeader(file, ImageLimits.Default).Pages);
        using var decoded = Image.Decode(file, 1, ImageLimits.Default);
        Assert.Equal([30, 40, 50], decoded.Row(0).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Image.Decode(file, 2, ImageLimits.Default));
        Assert.Single(Image.ReadHeader(TestTiff.Of(copy), ImageLimits.Default).Pages);
    }

    [Fact]
    public void Four_inks_of_sixteen_bits_are_read()
    {
        byte[] white = new byte[8], black = [0, 0, 0, 0, 0, 0, 255, 255];
        using var decoded = Decode(TestTiff.Of(new TestTiffPage(2, 1, [.. white, .. black], 4, Photometric: 5, BitsPerSample: 16)));
        Assert.Equal((2, 3), (decoded.Width, decoded.Channels));
        Assert.All(decoded.Row(0)[..3].ToArray(), value => Assert.InRange(value, 240, 255));
        Assert.All(decoded.Row(0)[3..].ToArray(), value => Assert.InRange(value, 0, 70));
    }

    [Fact]
    public void Lab_colours_are_read()
    {
        using var decoded = Decode(TestTiff.Of(new TestTiffPage(2, 1, [255, 0, 0, 0, 0, 0], 3, Photometric: 8)));
        Assert.All(decoded.Row(0)[..3].ToArray(), value => Assert.InRange(value, 250, 255));
        Assert.All(decoded.Row(0)[3..].ToArray(), value => Assert.InRange(value, 0, 5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_JPEG_that_lacks_only_its_end_mark_is_taken(int missingBytes)
    {
        using var image = TestFiles.Pattern(200, 160);
        var whole = image.EncodeJpeg(90);
        using var expected = Decode(whole);
        using var decoded = Decode(whole[..^missingBytes]);
        Assert.Equal(expected.ToPixels(), decoded.ToPixels());
    }

    [Fact]
    public void A_TIFF_whose_directories_lead_in_a_circle_or_out_of_the_file_ends()
    {
        var file = TestTiff.Of(new TestTiffPage(2, 1, [10, 20], 1, 1));
        var directoryAt = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4));
        var circle = (byte[])file.Clone();
        BinaryPrimitives.WriteInt32LittleEndian(circle.AsSpan(file.Length - 4), directoryAt);
        Assert.Single(Image.ReadHeader(circle, ImageLimits.Default).Pages);
        BinaryPrimitives.WriteInt32LittleEndian(circle.AsSpan(file.Length - 4), 1_000_000);
        Assert.Equal(RefusalReason.Truncated, Assert.Throws<ImageRefusedException>(() => Image.ReadHeader(circle, ImageLimits.Default)).Reason);
    }

    [Fact]
    public void A_WebP_bomb_is_refused_by_the_size_in_its_first_bytes()
    {
        var bomb = (byte[])TestFiles.TransparentWebP.Clone();
        // 16,384 x 16,384, of which no pixel follows
        BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(21), 0x0FFF_FFFF);
        Assert.Equal(RefusalReason.TooLongSide, Assert.Throws<ImageRefusedException>(() => Image.ReadHeader(bomb, ImageLimits.Default)).Reason);
    }

    [Theory]
    [InlineData("GIF89a", "GIF")]
    [InlineData("BM", "BMP")]
    [InlineData("\0\0\0\u0014ftypavif\0\0\0\0avif", "AVIF")]
    public void A_known_kind_that_is_not_accepted_is_refused_by_its_name_with_the_way_out(string start, string name)
    {
        var refusal = Assert.Throws<ImageRefusedException>(() => Image.ReadHeader(Encoding.Latin1.GetBytes(start), ImageLimits.Default));
        Assert.Equal((RefusalReason.UnknownFormat, $"The file is {(name == "AVIF" ? "an" : "a")} {name} image, which is none of JPEG, PNG, TIFF, WebP, HEIC and PDF. Save it as PNG or JPEG."), (refusal.Reason, refusal.Message));
    }

    private static Image Decode(byte[] file) => Image.Decode(file, 0, ImageLimits.Default);

    private static byte[] Exif(int orientation) => [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    /// <summary>The extended form of a plain lossless WebP: VP8X with the EXIF and alpha bits, the image, then the EXIF chunk.</summary>
    private static byte[] WebPWithExif(byte[] plain, int width, int height, int orientation)
    {
        byte[] header = [0b1_1000, 0, 0, 0, (byte)(width - 1), 0, 0, (byte)(height - 1), 0, 0];
        byte[] body = [.. "WEBP"u8, .. Chunk("VP8X", header), .. plain[12..], .. Chunk("EXIF", Exif(orientation))];
        var file = new byte[8 + body.Length];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), body.Length);
        body.CopyTo(file, 8);
        return file;
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. Encoding.ASCII.GetBytes(name), .. length, .. data, .. data.Length % 2 == 1 ? new byte[1] : []];
    }
}
