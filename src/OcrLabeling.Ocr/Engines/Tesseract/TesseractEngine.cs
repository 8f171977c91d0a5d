using System.Diagnostics;
using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Engines.Tesseract;

/// <summary>Debian's Tesseract 5 with its English LSTM model, in process. Not thread-safe.</summary>
internal sealed class TesseractEngine : IOcrEngine
{
    /// <summary>Glyph height in pixels at which Tesseract reads best; on the development set smaller forms lose up to 6 points, larger receipts 3.</summary>
    private const double GlyphPixels = 24;

    /// <summary>Pages are scaled only when their glyphs are outside these multiples of <see cref="GlyphPixels"/>.</summary>
    private const double SmallEnough = 0.87, LargeEnough = 1.35;

    private const double LargestEnlargement = 3, MostPixels = 30_000_000;

    /// <summary>A first pass whose letters are this sure on average needs no second one.</summary>
    private const double SureEnough = 0.93;

    /// <summary>Words below this confidence count against a pass: garbage read into pictures and rules.</summary>
    private const double WorthlessConfidence = 0.5;

    private readonly TesseractPass pass;
    private readonly TesseractCrops crops;

    /// <param name="dataFolder">Holds <c>eng.traineddata</c>.</param>
    public TesseractEngine(string dataFolder)
    {
        pass = new TesseractPass(dataFolder);
        crops = new TesseractCrops(pass);
    }

    public string Id => "tesseract";

    /// <summary>Of the library, and of our way to use it.</summary>
    public string Version => $"{TesseractPass.Version}.2";

    public PageReading ReadPage(Image page, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        using var gray = page.ToGray();
        var scale = Scale(TextHeight.MedianPixels(gray), gray.Width, gray.Height);
        using var scaled = scale == 1 ? null : GrayScaler.Scale(gray, (int)Math.Round(gray.Width * scale), (int)Math.Round(gray.Height * scale));
        var prepareMilliseconds = watch.Elapsed.TotalMilliseconds;
        var words = TesseractNoise.Drop(ReadBest(scaled ?? gray, ct));
        var stages = new Dictionary<string, double> { ["prepare"] = prepareMilliseconds, ["recognise"] = watch.Elapsed.TotalMilliseconds - prepareMilliseconds };
        return new(page.Width, page.Height, 0, [.. words.Select(word => OnPage(word, scale, page))], stages);
    }

    public CropReading ReadCrop(Image crop, CancellationToken ct) => crops.Read(crop, ct);

    public void Dispose() => pass.Dispose();

    internal static double Scale(double? glyphHeight, int width, int height)
    {
        if (glyphHeight is not { } glyph || glyph is >= GlyphPixels * SmallEnough and <= GlyphPixels * LargeEnough)
            return 1;
        return Math.Min(Math.Min(GlyphPixels / glyph, LargestEnlargement), Math.Max(1, Math.Sqrt(MostPixels / ((double)width * height))));
    }

    /// <summary>
    /// Automatic layout reads letters and forms best, one block reads receipts and screens best, and no measure of the image foretells which;
    /// so an unsure first pass is followed by the other, and the better sum of confidence wins.
    /// </summary>
    private IReadOnlyList<TesseractWord> ReadBest(Image gray, CancellationToken ct)
    {
        var automatic = pass.Read(gray, PageSegmentation.Automatic, ct);
        if (TesseractNoise.MeanConfidence(automatic) >= SureEnough)
            return automatic;
        var block = pass.Read(gray, PageSegmentation.SingleBlock, ct);
        return Worth(block) > Worth(automatic) ? block : automatic;
    }

    private static double Worth(IReadOnlyList<TesseractWord> words) => words.Sum(word => (word.Confidence - WorthlessConfidence) * word.Text.Length);

    private static RecognizedWord OnPage(TesseractWord word, double scale, Image page)
    {
        var box = new Box(
            Math.Clamp(word.Box.X0 / scale, 0, page.Width), Math.Clamp(word.Box.Y0 / scale, 0, page.Height),
            Math.Clamp(word.Box.X1 / scale, 0, page.Width), Math.Clamp(word.Box.Y1 / scale, 0, page.Height));
        return new(word.Text, word.Confidence, Quad.FromBox(box), word.Line);
    }
}
