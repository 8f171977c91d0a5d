using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail.Protocol;
using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.OcrWorker;

/// <summary>Images for people to look at, always from our own encoders, and words for the trainer.</summary>
internal static class PageImages
{
    private const int PageQuality = 90, PreviewQuality = 80;

    /// <summary>Below this PNG costs little and keeps a word or an icon crisp.</summary>
    private const int SmallPixels = 65_536;

    public static Frame Render(ReadOnlySpan<byte> file, WorkerRequest.RenderPage wish, ImageLimits limits)
    {
        using var image = Image.Decode(file, wish.Page, limits);
        return Encoded(image, wish.QuarterTurns);
    }

    public static Frame Encode(WorkerRequest.EncodePixels size, ReadOnlySpan<byte> pixels)
    {
        using var image = RgbPixels.ToImage(size.Width, size.Height, size.Channels, pixels);
        return Encoded(image, size.QuarterTurns);
    }

    public static Frame Turn(ReadOnlySpan<byte> file, int quarterTurns, ImageLimits limits)
    {
        var asPng = Image.ReadHeader(file, limits).Format == FileFormat.Png;
        using var image = Image.Decode(file, 0, limits);
        using var turned = image.Rotate(quarterTurns);
        return Encoded(turned, asPng);
    }

    public static Frame Preview(ReadOnlySpan<byte> file, int maxSidePixels, ImageLimits limits)
    {
        using var image = Image.Decode(file, 0, limits);
        var scale = Math.Min(1, (double)maxSidePixels / Math.Max(image.Width, image.Height));
        using var small = image.Resize(Side(image.Width * scale), Side(image.Height * scale), Interpolation.Area);
        return Images([new("image/jpeg", small.Width, small.Height)], [small.EncodeJpeg(PreviewQuality)]);
    }

    public static Frame Cut(ReadOnlySpan<byte> file, IReadOnlyList<Quad> quads, int paddingPixels, ImageLimits limits)
    {
        using var image = Image.Decode(file, 0, limits);
        var heads = new List<ImageHead>();
        var crops = new List<ReadOnlyMemory<byte>>();
        var remainingBytes = FrameLimits.Default.AttachmentBytes;
        foreach (var quad in quads)
        {
            using var crop = image.CutQuad(quad, paddingPixels);
            heads.Add(new ImageHead("image/png", crop.Width, crop.Height));
            crops.Add(crop.EncodePng());
            remainingBytes -= crops[^1].Length;
            if (remainingBytes < 0)
                throw new ArgumentException($"The crops have more than {FrameLimits.Default.AttachmentBytes} bytes together; ask for fewer at a time.");
        }
        return Images(heads, crops);
    }

    public static Frame ScaleWord(ReadOnlySpan<byte> file, ImageLimits limits)
    {
        using var crop = Image.Decode(file, 0, limits);
        using var word = WordImage.From(crop);
        return ProtocolJson.Write(new WorkerReply.WordScaled(word.Width, WordImage.KeepsShape(crop.Width, crop.Height)), [word.ToPixels()]);
    }

    private static Frame Encoded(Image image, int quarterTurns)
    {
        if (quarterTurns % 4 == 0)
            return Encoded(image);
        using var turned = image.Rotate(quarterTurns);
        return Encoded(turned);
    }

    private static Frame Encoded(Image image)
    {
        return Encoded(image, (long)image.Width * image.Height <= SmallPixels || IsBilevel(image));
    }

    private static Frame Encoded(Image image, bool asPng)
    {
        return Images([new(asPng ? "image/png" : "image/jpeg", image.Width, image.Height)], [asPng ? image.EncodePng() : image.EncodeJpeg(PageQuality)]);
    }

    private static Frame Images(IReadOnlyList<ImageHead> heads, IReadOnlyList<ReadOnlyMemory<byte>> images) => ProtocolJson.Write(new WorkerReply.Images(heads), images);

    private static bool IsBilevel(Image image)
    {
        for (var y = 0; y < image.Height; y++)
            if (image.Channels != 1 || image.Row(y).ContainsAnyExcept((byte)0, (byte)255))
                return false;
        return true;
    }

    private static int Side(double pixels) => Math.Max(1, (int)Math.Round(pixels));
}
