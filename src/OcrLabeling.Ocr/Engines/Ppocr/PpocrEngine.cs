using System.Diagnostics;
using OcrLabeling.Ocr.Detection;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Models;
using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Ocr.Engines.Ppocr;

/// <summary>PP-OCRv4 mobile: DB finds lines, SVTR-LCNet reads them, lines are split into English words. Not thread-safe.</summary>
internal sealed class PpocrEngine : IOcrEngine
{
    private const double TallAspect = 2;

    private readonly TextDetector detector;
    private readonly LineRecognizer recognizer;

    public PpocrEngine(ModelManifest models)
    {
        var charset = Charset.Parse(models.Read("ppocr-charset"));
        detector = new TextDetector(models.Read("ppocr-detector"));
        recognizer = new LineRecognizer(models.Read("ppocr-recognizer"), charset);
    }

    public string Id => "ppocr";

    public string Version => "4-mobile.1";

    public PageReading ReadPage(Image page, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        using var colour = page.Channels == 3 ? null : page.ToBgr();
        using var grey = page.ToGray();
        var regions = LineOrder.Sort(detector.FindLines(colour ?? page, TextHeight.MedianPixels(grey)));
        var detectMilliseconds = watch.Elapsed.TotalMilliseconds;
        var lines = new List<LineCut>();
        try
        {
            lines.AddRange(regions.SelectMany(region => Directions(region.Quad)).Select(quad => LineCut.Of(colour ?? page, quad)));
            var readings = recognizer.Read([.. lines.Select(line => line.Scaled)], ct);
            var words = Words(regions, lines, readings);
            var stages = new Dictionary<string, double> { ["detect"] = detectMilliseconds, ["recognise"] = watch.Elapsed.TotalMilliseconds - detectMilliseconds };
            return new(page.Width, page.Height, 0, words, stages);
        }
        finally
        {
            lines.ForEach(line => line.Dispose());
        }
    }

    public CropReading ReadCrop(Image crop, CancellationToken ct)
    {
        using var colour = crop.Channels == 3 ? null : crop.ToBgr();
        using var line = LineCut.Whole(colour ?? crop);
        var words = line.Split(recognizer.Read([line.Scaled], ct)[0]);
        return words.Count == 0 ? new("", 0) : new(string.Join(' ', words.Select(word => word.Text)), words.Min(word => word.Confidence));
    }

    public void Dispose()
    {
        detector.Dispose();
        recognizer.Dispose();
    }

    /// <summary>A tall region is one upright letter, or a line that runs down or up the page.</summary>
    private static Quad[] Directions(Quad quad) =>
        quad.TopLeft.DistanceTo(quad.BottomLeft) > TallAspect * quad.TopLeft.DistanceTo(quad.TopRight) ? [quad, quad.Turn(1), quad.Turn(-1)] : [quad];

    private static List<RecognizedWord> Words(IReadOnlyList<TextRegion> regions, List<LineCut> lines, CtcReading[] readings)
    {
        var words = new List<RecognizedWord>();
        var (next, number) = (0, 0);
        foreach (var region in regions)
        {
            var directions = Enumerable.Range(next, Directions(region.Quad).Length);
            next += directions.Count();
            var best = directions.MaxBy(i => readings[i].Characters.Sum(character => character.Probability));
            var line = lines[best].Split(readings[best]);
            words.AddRange(line.Select(word => new RecognizedWord(word.Text, word.Confidence, lines[best].OnPage(word.Box), number)));
            if (line.Count > 0)
                number++;
        }
        return words;
    }
}
