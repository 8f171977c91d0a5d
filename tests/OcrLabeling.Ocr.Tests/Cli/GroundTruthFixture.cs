using System.Text.Json;
using OcrLabeling.Ocr.Tests.Support;

namespace OcrLabeling.Ocr.Tests.Cli;

/// <summary>A small ground-truth folder whose images a <see cref="FakeJail"/> can read.</summary>
internal sealed class GroundTruthFixture : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Root => folder.Root;

    public string this[string name] => folder[name];

    public void Dispose() => folder.Dispose();

    /// <param name="imageText">What the fake engine will read; null leaves the image out.</param>
    public GroundTruthFixture AddPage(string image, string category, string truth, string? imageText)
    {
        var words = truth.Split(' ').Select((w, i) => new { text = w, box = new[] { i * 50, 0, i * 50 + 40, 20 } });
        Append("gt.jsonl", new { image, category, dataset = "test", width = 500, height = 100, words });
        return AddImage(image, imageText);
    }

    public GroundTruthFixture AddCrop(string image, string dataset, string truth, string? imageText, string? source = null)
    {
        Append("words.jsonl", new { image, text = truth, dataset, source });
        return AddImage(image, imageText);
    }

    private void Append(string file, object line) => File.AppendAllText(folder[file], JsonSerializer.Serialize(line) + "\n");

    private GroundTruthFixture AddImage(string image, string? text)
    {
        if (text is not null)
            File.WriteAllText(folder[image], text);
        return this;
    }
}
