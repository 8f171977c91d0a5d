using OcrLabeling.Ocr.Imaging;

namespace OcrLabeling.Ocr.Engines.Tesseract;

/// <summary>Reads cut-out words and lines: a few ways to prepare them, the most confident reading wins.</summary>
internal sealed class TesseractCrops(TesseractPass pass)
{
    /// <summary>
    /// Tesseract's line finder is touchy about tight crops: on the development set each way is the best one for some kind of crop, and choosing
    /// by confidence is 2 to 5 points better than any one of them.
    /// </summary>
    private static readonly Preparation[] Ways =
    [
        new(PageSegmentation.SingleLine, HeightPixels: 40, BorderPixels: 5),
        new(PageSegmentation.SingleLine, HeightPixels: 48, BorderPixels: 0),
        new(PageSegmentation.SingleWord, HeightPixels: 48, BorderPixels: 4),
    ];

    private const double SureEnough = 0.95;

    /// <summary>On more even ground than this many grey levels Tesseract imagines letters.</summary>
    private const int FaintestContrast = 24;

    public CropReading Read(Image crop, CancellationToken ct)
    {
        using var gray = crop.ToGray();
        var best = new CropReading("", 0);
        if (Contrast(gray) < FaintestContrast)
            return best;
        foreach (var way in Ways)
        {
            var reading = Read(gray, way, ct);
            if (reading.Confidence > best.Confidence)
                best = reading;
            if (best.Confidence >= SureEnough)
                break;
        }
        return best;
    }

    private CropReading Read(Image gray, Preparation way, CancellationToken ct)
    {
        var width = Math.Max(1, (int)Math.Round((double)gray.Width * way.HeightPixels / gray.Height));
        using var scaled = GrayScaler.Scale(gray, width, way.HeightPixels);
        using var padded = scaled.Pad(way.BorderPixels, way.BorderPixels, way.BorderPixels, way.BorderPixels, MedianOfEdge(gray));
        var words = pass.Read(padded, way.Segmentation, ct);
        return words.Count == 0 ? new("", 0) : new(string.Join(' ', words.Select(word => word.Text)), words.Min(word => word.Confidence));
    }

    private static int Contrast(Image gray)
    {
        var (darkest, lightest) = (255, 0);
        for (var y = 0; y < gray.Height; y++)
        {
            foreach (var value in gray.Row(y))
                (darkest, lightest) = (Math.Min(darkest, value), Math.Max(lightest, value));
        }
        return lightest - darkest;
    }

    private static byte MedianOfEdge(Image gray)
    {
        List<byte> edge = [.. gray.Row(0), .. gray.Row(gray.Height - 1)];
        for (var y = 0; y < gray.Height; y++)
        {
            var row = gray.Row(y);
            edge.Add(row[0]);
            edge.Add(row[^1]);
        }
        edge.Sort();
        return edge[edge.Count / 2];
    }

    private readonly record struct Preparation(PageSegmentation Segmentation, int HeightPixels, int BorderPixels);
}
