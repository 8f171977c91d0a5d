using NetVips;

namespace OcrLabeling.Ocr.Imaging.Decoding;

/// <summary>Pixels of an opened page as engines take them: upright, 8 bits, grey or BGR, without transparency.</summary>
internal static class PagePixels
{
    private const int StripRows = 256;

    /// <summary>Samples of two bytes over samples of one.</summary>
    private const double ByteFromWord = 1 / 257.0;

    /// <param name="colours">Samples of a pixel that are colour; 0: all but an alpha that the file itself declares.</param>
    /// <param name="hasAlpha">Whether the next sample is transparency.</param>
    public static Imaging.Image Read(NetVips.Image stored, int colours, bool hasAlpha)
    {
        using var kept = colours > 0 && stored.Bands > colours + (hasAlpha ? 1 : 0) ? stored.ExtractBand(0, n: colours + (hasAlpha ? 1 : 0)) : stored.Copy();
        using var bytes = ToBytes(kept);
        using var upright = bytes.Autorot();
        // once, where every later look would decode again
        using var pixels = upright.CopyMemory();
        return pixels.Bands is 2 or 4 ? WithoutAlpha(pixels) : Strips(pixels, (row, target) => row.CopyTo(target));
    }

    private static NetVips.Image ToBytes(NetVips.Image image)
    {
        if (image.Interpretation == Enums.Interpretation.Cmyk)
        {
            using var inks = image.Format == Enums.BandFormat.Ushort ? image.Linear([ByteFromWord], [0]).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Cmyk) : image.Copy();
            return inks.Colourspace(Enums.Interpretation.Srgb).Cast(Enums.BandFormat.Uchar);
        }
        if (image.Format == Enums.BandFormat.Uchar && image.Bands <= 4)
            return image.Copy();
        return image.Colourspace(image.Bands < 3 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb).Cast(Enums.BandFormat.Uchar);
    }

    private static Imaging.Image WithoutAlpha(NetVips.Image pixels)
    {
        var bands = pixels.Bands;
        var alphaAt = bands - 1;
        var ground = TransparentGround.For(pixels);
        return Strips(pixels, (row, target) =>
        {
            for (int from = 0, to = 0; to < target.Length; from += bands, to += alphaAt)
                for (var c = 0; c < alphaAt; c++)
                    target[to + c] = ground.Cover(row[from + c], row[from + alphaAt]);
        });
    }

    private delegate void FillRow(ReadOnlySpan<byte> row, Span<byte> target);

    /// <summary>Strip by strip, so that there are never two whole copies.</summary>
    private static Imaging.Image Strips(NetVips.Image pixels, FillRow fill)
    {
        var channels = pixels.Bands is 2 or 4 ? pixels.Bands - 1 : pixels.Bands;
        if (channels is not (1 or 3))
            throw new ImageRefusedException(RefusalReason.Corrupt, $"The image has {pixels.Bands} samples a pixel, which no known kind of image has.");
        var image = new Imaging.Image(pixels.Width, pixels.Height, channels);
        var rowBytes = pixels.Width * pixels.Bands;
        for (var top = 0; top < pixels.Height; top += StripRows)
        {
            var rows = Math.Min(StripRows, pixels.Height - top);
            using var strip = pixels.Crop(0, top, pixels.Width, rows);
            var bytes = strip.WriteToMemory<byte>();
            for (var y = 0; y < rows; y++)
            {
                var target = image.Row(top + y);
                fill(bytes.AsSpan(y * rowBytes, rowBytes), target);
                if (channels == 3)
                    SwapRedAndBlue(target);
            }
        }
        return image;
    }

    private static void SwapRedAndBlue(Span<byte> row)
    {
        for (var i = 0; i < row.Length; i += 3)
            (row[i], row[i + 2]) = (row[i + 2], row[i]);
    }
}
