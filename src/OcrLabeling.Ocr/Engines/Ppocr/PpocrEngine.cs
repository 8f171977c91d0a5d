using System.Diagnostics;
using OcrLabeling.Ocr.Detection;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Models;
using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Ocr.Engines.Ppocr;

/// <summary>PP-OCRv4 mobile: DB finds lines, SVTR-LCNet reads them, lines are split into English words. Not thread-safe.</summary>
internal sealed class PpocrEngine : IOcrEngine
{
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
            lines.AddRange(regions.Select(region => LineCut.Of(colour ?? page, region.Quad)));
            var words = ReadLines(lines, ct);
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

    private List<RecognizedWord> ReadLines(List<LineCut> lines, CancellationToken ct)
    {
        var readings = recognizer.Read([.. lines.Select(line => line.Scaled)], ct);
        var words = new List<RecognizedWord>();
        var number = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Split(readings[i]);
            words.AddRange(line.Select(word => new RecognizedWord(word.Text, word.Confidence, lines[i].OnPage(word.Box), number)));
            if (line.Count > 0)
                number++;
        }
        return words;
    }
}
