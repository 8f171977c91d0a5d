using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Models;

namespace OcrLabeling.Ocr.Recognition;

/// <summary>Reads word images with the word network. Not thread-safe.</summary>
/// <remarks>
/// Input: float32 [N,32,W], grey 0..255, W a multiple of 8, filled up on the right with the last column; the network brings contrast and brightness to one footing
/// itself. Output: class probabilities [N,W/4,classes], calibrated so that a text's probability is how often such texts are right.
/// </remarks>
internal sealed class WordRecognizer(byte[] model, WordDecoder decoder) : IDisposable
{
    /// <summary>Pixels of the scaled word for each time step.</summary>
    public const int StepPixels = 4;

    /// <summary>Beyond this a larger batch is no faster.</summary>
    public const int LargestBatch = 32;

    private const int WidthMultiple = 8;

    private readonly OnnxNetwork network = new(model);

    /// <summary>Reads images made by <see cref="WordImage.From"/>, in the order given. What is read on one does not depend on the others.</summary>
    public WordReading[] Read(IReadOnlyList<Image> words, CancellationToken ct)
    {
        var readings = new WordReading[words.Count];
        foreach (var bucket in Enumerable.Range(0, words.Count).GroupBy(i => InputWidth(words[i].Width)))
        {
            foreach (var members in bucket.Chunk(LargestBatch))
            {
                ct.ThrowIfCancellationRequested();
                ReadBatch(words, members, bucket.Key, readings);
            }
        }
        return readings;
    }

    public void Dispose() => network.Dispose();

    private static int InputWidth(int width) => (width + WidthMultiple - 1) / WidthMultiple * WidthMultiple;

    private void ReadBatch(IReadOnlyList<Image> words, int[] members, int width, WordReading[] readings)
    {
        var pixels = WordImage.HeightPixels * width;
        var input = network.Input(members.Length * pixels);
        for (var i = 0; i < members.Length; i++)
            Fill(words[members[i]], width, input.Slice(i * pixels, pixels));
        using var output = network.Run([members.Length, WordImage.HeightPixels, width]);
        var values = output.Values.Length / members.Length;
        for (var i = 0; i < members.Length; i++)
            readings[members[i]] = decoder.Decode(output.Values.Slice(i * values, values));
    }

    private static void Fill(Image word, int width, Span<float> input)
    {
        for (var y = 0; y < WordImage.HeightPixels; y++)
        {
            var from = word.Row(y);
            var to = input.Slice(y * width, width);
            for (var x = 0; x < from.Length; x++)
                to[x] = from[x];
            to[from.Length..].Fill(from[^1]);
        }
    }
}
