using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Models;

namespace OcrLabeling.Ocr.Recognition;

/// <summary>Reads upright line images with the PP-OCRv4 mobile recogniser. Not thread-safe.</summary>
/// <remarks>Input: float32 [N,3,48,W], BGR, value / 127.5 - 1, filled up with 0 on the right; output: class probabilities [N,W/8,classes].</remarks>
internal sealed class LineRecognizer(byte[] model, Charset charset) : IDisposable
{
    /// <summary>Height in pixels at which the network reads.</summary>
    public const int HeightPixels = 48;

    /// <summary>Pixels of the scaled line for each time step.</summary>
    public const int StepPixels = 8;

    private const int WidthMultiple = 32, WidestPixels = 4800, MostPixelsInBatch = 48 * 2560, NarrowestInputPixels = 64;

    /// <summary>Lines join a batch while filling up to the widest costs less than this.</summary>
    private const double LargestFill = 1.2;

    private readonly OnnxNetwork network = new(model);

    /// <summary>A copy of a BGR line image at the height the network reads, its shape kept.</summary>
    public static Image Scale(Image line)
    {
        var width = Math.Clamp((int)Math.Round((double)line.Width * HeightPixels / line.Height), StepPixels, WidestPixels);
        return line.Resize(width, HeightPixels, line.Height > 2 * HeightPixels ? Interpolation.Area : Interpolation.Linear);
    }

    /// <summary>Reads lines made by <see cref="Scale"/>, in the order given.</summary>
    public CtcReading[] Read(IReadOnlyList<Image> lines, CancellationToken ct)
    {
        var readings = new CtcReading[lines.Count];
        var byWidth = Enumerable.Range(0, lines.Count).OrderBy(i => lines[i].Width).ToArray();
        for (var start = 0; start < byWidth.Length;)
        {
            ct.ThrowIfCancellationRequested();
            var end = start + 1;
            while (end < byWidth.Length && Fits(lines[byWidth[start]].Width, lines[byWidth[end]].Width, end - start + 1))
                end++;
            ReadBatch(lines, byWidth.AsSpan(start, end - start), readings);
            start = end;
        }
        return readings;
    }

    public void Dispose() => network.Dispose();

    private static bool Fits(int narrowest, int widest, int count) =>
        InputWidth(widest) <= Math.Max(InputWidth(narrowest), narrowest * LargestFill) && InputWidth(widest) * HeightPixels * count <= MostPixelsInBatch;

    private static int InputWidth(int width) => Math.Max(NarrowestInputPixels, (width + WidthMultiple - 1) / WidthMultiple * WidthMultiple);

    private void ReadBatch(IReadOnlyList<Image> lines, ReadOnlySpan<int> members, CtcReading[] readings)
    {
        var width = InputWidth(lines[members[^1]].Width);
        var input = network.Input(members.Length * 3 * HeightPixels * width);
        for (var i = 0; i < members.Length; i++)
            Fill(lines[members[i]], width, input.Slice(i * 3 * HeightPixels * width, 3 * HeightPixels * width));
        using var output = network.Run([members.Length, 3, HeightPixels, width]);
        var valuesPerLine = output.Values.Length / members.Length;
        for (var i = 0; i < members.Length; i++)
        {
            // what was read on the fill is not on the line
            var steps = Math.Min(valuesPerLine / charset.ClassCount, (lines[members[i]].Width + StepPixels - 1) / StepPixels + 1);
            readings[members[i]] = CtcDecoder.Decode(output.Values.Slice(i * valuesPerLine, steps * charset.ClassCount), charset);
        }
    }

    private static void Fill(Image line, int width, Span<float> input)
    {
        input.Clear();
        for (var y = 0; y < HeightPixels; y++)
        {
            var row = line.Row(y);
            for (var channel = 0; channel < 3; channel++)
            {
                var to = input.Slice((channel * HeightPixels + y) * width, line.Width);
                for (var x = 0; x < to.Length; x++)
                    to[x] = row[3 * x + channel] / 127.5f - 1;
            }
        }
    }
}
