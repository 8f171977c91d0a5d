using System.Runtime.InteropServices;
using System.Text.Json;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Models;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Tests.Support;
using Xunit.Abstractions;

namespace OcrLabeling.Ocr.Tests.Recognition;

/// <summary>Against what PyTorch makes of the same weights; the samples beside this file are written by src/training/export.py.</summary>
public sealed class WordRecognizerTests(ITestOutputHelper output) : IDisposable
{
    private const double LargestDifference = 1e-4;

    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "Recognition", "WordDeepNetSamples");

    private readonly ModelManifest models = ModelManifest.Load(Path.Combine(TestFiles.RepositoryRoot, "models"));
    private readonly List<Image> images = [];

    public void Dispose() => images.ForEach(image => image.Dispose());

    [Fact]
    public void Onnx_runtime_gives_what_pytorch_gives()
    {
        var sample = Sample();
        using var network = new OnnxNetwork(models.Read("worddeepnet"));
        var pixels = File.ReadAllBytes(Path.Combine(Samples, "images.bin"));
        var input = network.Input(pixels.Length);
        for (var i = 0; i < pixels.Length; i++)
            input[i] = pixels[i];
        using var probabilities = network.Run([.. sample.Images]);
        Assert.Equal(sample.Probabilities, probabilities.Shape);
        var expected = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(Samples, "probabilities.bin")));
        var largest = 0.0;
        for (var i = 0; i < expected.Length; i++)
            largest = Math.Max(largest, Math.Abs(expected[i] - probabilities.Values[i]));
        output.WriteLine($"largest difference {largest:0.0e0}");
        Assert.True(largest <= LargestDifference, $"{largest}");
    }

    [Fact]
    public void A_word_is_read_the_same_alone_and_among_others()
    {
        using var recognizer = Recognizer();
        var words = Enumerable.Range(0, 40).Select(i => Word(i % 8, 8 + 9 * i)).ToList();
        var together = recognizer.Read(words, CancellationToken.None);
        for (var i = 0; i < words.Count; i++)
        {
            var alone = recognizer.Read([words[i]], CancellationToken.None)[0];
            Assert.Equal(alone.Text, together[i].Text);
            Assert.Equal(alone.Confidence, together[i].Confidence, 4);
        }
    }

    /// <summary>The figure of docs/measurements.md, section Word Deep Net; no target is asserted, for figures on a shared machine vary tenfold.</summary>
    [Trait("Category", "Measurement")]
    [Fact]
    public void Reading_costs_milliseconds_a_word()
    {
        using var recognizer = Recognizer();
        foreach (var width in (int[])[48, 80, 128, 200])
        {
            var words = Enumerable.Range(0, WordRecognizer.LargestBatch).Select(i => Word(i % 8, width)).ToList();
            var best = double.MaxValue;
            for (var round = 0; round < 20; round++)
            {
                // of the processor, not of the wall: other programs run, too
                var before = Environment.CpuUsage.TotalTime;
                recognizer.Read(words, CancellationToken.None);
                best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / words.Count);
            }
            output.WriteLine($"{best:0.00} ms a word of {width} pixels at batch {words.Count}, one thread");
            Assert.InRange(best, 0, 1000);
        }
    }

    private WordRecognizer Recognizer() => new(models.Read("worddeepnet"), new WordDecoder(Charset.Parse(models.Read("worddeepnet-charset")), Lexicon.Parse(models.Read("english-lexicon"))));

    private static SampleFile Sample() => JsonSerializer.Deserialize<SampleFile>(File.ReadAllBytes(Path.Combine(Samples, "samples.json")), JsonSerializerOptions.Web)!;

    private Image Word(int sample, int width)
    {
        var shape = Sample().Images;
        var (height, sampleWidth) = ((int)shape[1], (int)shape[2]);
        var pixels = File.ReadAllBytes(Path.Combine(Samples, "images.bin")).AsSpan(sample * height * sampleWidth, height * sampleWidth);
        using var whole = Image.FromPixels(sampleWidth, height, 1, pixels);
        images.Add(whole.Resize(width, height, Interpolation.Linear));
        return images[^1];
    }

    private sealed record SampleFile(long[] Images, long[] Probabilities, string[] Texts);
}
