using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Jail.Sandbox;
using OcrLabeling.Ocr.Pdf;
using OcrLabeling.Ocr.Recognition;

namespace OcrLabeling.Ocr.Jail.Protocol;

/// <summary>
/// What the server believes of a reply. A worker that was taken over by a hostile image may answer anything, but not with figures out of range, text that is no word, or bytes
/// that are no image. Every method throws <see cref="ProtocolException"/>.
/// </summary>
internal static class ReplyChecks
{
    private const int MaxWords = 100_000, MaxWordCharacters = 1_000, MaxNameCharacters = 200, MaxMessageCharacters = 2_000, MaxStages = 50, MaxEngines = 50;
    private const double MaxSeconds = 1e6;

    public static IReadOnlyList<EngineInfo> Engines(WorkerReply.EngineList reply)
    {
        foreach (var engine in Items(reply.Engines, MaxEngines, "list of engines"))
            Engine(engine);
        return reply.Engines;
    }

    public static FileInspection Inspection(WorkerReply.Inspected reply, ImageLimits limits)
    {
        Require(Enum.IsDefined(reply.File.Format), "file format");
        Require(reply.File.Pages.Count > 0 && reply.File.Pages.Count <= limits.MaxPages, "number of pages");
        foreach (var page in reply.File.Pages)
            Size(page.Width, page.Height, limits);
        return reply.File;
    }

    public static IReadOnlyList<EncodedImage> Images(WorkerReply.Images reply, IReadOnlyList<ReadOnlyMemory<byte>> attachments, int expected, ImageLimits limits)
    {
        Require(reply.Heads.Count == expected && attachments.Count == expected, "number of images");
        return [.. Items(reply.Heads, expected, "list of images").Select((head, i) => Image(head, attachments[i], limits))];
    }

    public static JailedPageReading Page(WorkerReply.PageRead reply, string engineId, ImageLimits limits)
    {
        var reading = reply.Reading;
        Timing(reply.Engine, engineId, reply.Seconds, reply.CpuSeconds);
        Size(reading.Width, reading.Height, limits);
        Require(reading.Rotation is 0 or 90 or 180 or 270, "rotation");
        foreach (var word in Items(reading.Words, MaxWords, "list of words"))
            Word(word, limits, reading.Words.Count);
        Require(reading.StageMilliseconds.Count <= MaxStages, "number of stages");
        foreach (var (stage, milliseconds) in reading.StageMilliseconds)
        {
            Text(stage, MaxNameCharacters, "name of a stage");
            Require(milliseconds is >= 0 and <= 1000 * MaxSeconds, "milliseconds of a stage");
        }
        return new JailedPageReading(reply.Engine, reading, reply.Seconds, reply.CpuSeconds);
    }

    public static JailedCropReading Crop(WorkerReply.CropRead reply, string engineId)
    {
        Timing(reply.Engine, engineId, reply.Seconds, reply.CpuSeconds);
        Require(reply.Reading.Text.Length <= MaxWordCharacters && !reply.Reading.Text.Any(char.IsControl), "text");
        Require(reply.Reading.Confidence is >= 0 and <= 1, "confidence");
        return new JailedCropReading(reply.Engine, reply.Reading, reply.Seconds, reply.CpuSeconds);
    }

    public static WordPixels Word(WorkerReply.WordScaled reply, IReadOnlyList<ReadOnlyMemory<byte>> attachments)
    {
        Require(reply.Width is >= WordImage.NarrowestPixels and <= WordImage.WidestPixels, "width");
        Require(attachments is [{ } pixels] && pixels.Length == reply.Width * WordImage.HeightPixels, "number of pixels");
        return new WordPixels(reply.Width, reply.KeepsShape, attachments[0].ToArray());
    }

    public static double UserUnit(WorkerReply.PdfUnit reply)
    {
        Require(reply.Points is >= 1 and <= PdfUserUnit.Largest, "unit of a PDF");
        return reply.Points;
    }

    public static ImageRefusedException Refusal(WorkerReply.Refused reply)
    {
        Require(Enum.IsDefined(reply.Reason), "reason");
        return new ImageRefusedException(reply.Reason, UntrustedText.Clean(reply.Message, MaxMessageCharacters));
    }

    public static Exception Failure(WorkerReply.Failed reply)
    {
        var message = UntrustedText.Clean(reply.Message, MaxMessageCharacters);
        return reply.Fault switch
        {
            WorkerFault.InvalidRequest => new ArgumentException(message),
            WorkerFault.EngineUnavailable => new EngineUnavailableException(UntrustedText.Clean(reply.EngineId ?? "", MaxNameCharacters), message),
            _ => new OcrWorkerCrashedException($"The worker failed: {message}"),
        };
    }

    private static void Word(RecognizedWord word, ImageLimits limits, int words)
    {
        Text(word.Text, MaxWordCharacters, "text of a word");
        Require(!word.Text.Any(char.IsWhiteSpace) && word.Text.IsNormalized(), "text of a word");
        Require(word.Confidence is >= 0 and <= 1, "confidence");
        Require(word.Line >= 0 && word.Line < words, "line of a word");

        // a turned word at the edge may stick out of the page
        double limit = 2 * limits.MaxSidePixels;
        foreach (var corner in (ReadOnlySpan<Point>)[word.Quad.TopLeft, word.Quad.TopRight, word.Quad.BottomRight, word.Quad.BottomLeft])
            Require(Math.Abs(corner.X) <= limit && Math.Abs(corner.Y) <= limit, "corner of a word");
    }

    private static EncodedImage Image(ImageHead head, ReadOnlyMemory<byte> bytes, ImageLimits limits)
    {
        Size(head.Width, head.Height, limits);
        ReadOnlySpan<byte> signature = head.MediaType switch
        {
            "image/png" => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A],
            "image/jpeg" => [0xFF, 0xD8, 0xFF],
            _ => throw new ProtocolException("the reply has a wrong media type"),
        };
        Require(bytes.Span.StartsWith(signature), "first bytes of an image");
        return new EncodedImage(bytes.ToArray(), head.MediaType, head.Width, head.Height);
    }

    private static void Timing(EngineInfo engine, string engineId, double seconds, double cpuSeconds)
    {
        Engine(engine);
        Require(engine.Id == engineId, "engine");
        Require(seconds is >= 0 and <= MaxSeconds && cpuSeconds is >= 0 and <= MaxSeconds, "seconds");
    }

    private static void Engine(EngineInfo engine)
    {
        Text(engine.Id, MaxNameCharacters, "id of an engine");
        Text(engine.Version, MaxNameCharacters, "version of an engine");
    }

    private static void Size(int width, int height, ImageLimits limits) => Require(
        width > 0 && height > 0 && width <= limits.MaxSidePixels && height <= limits.MaxSidePixels && (long)width * height <= limits.MaxPixels, "size");

    private static void Text(string text, int maxCharacters, string what) =>
        Require(text.Length > 0 && text.Length <= maxCharacters && !text.Any(char.IsControl), what);

    private static IReadOnlyList<T> Items<T>(IReadOnlyList<T> items, int maxCount, string what)
    {
        Require(items.Count <= maxCount && !items.Any(item => item is null), what);
        return items;
    }

    private static void Require(bool condition, string what)
    {
        if (!condition)
            throw new ProtocolException($"the reply has a wrong {what}");
    }
}
