using System.Diagnostics;
using OcrLabeling.Ocr.Imaging;
using OcrLabeling.Ocr.Models;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Tests.Support;
using OcrLabeling.Ocr.Training;
using OcrLabeling.Synthesis.Words;

namespace OcrLabeling.Ocr.Tests.Training;

public sealed class TorchTrainingTests
{
    [TorchFact]
    public async Task The_real_trainer_makes_a_network_that_reads()
    {
        using var folder = new TemporaryFolder();
        var samples = SyntheticWords.Load(WordDifficulty.Plain, "/usr/share/fonts/truetype/dejavu").Draw(seed: 1, count: 96).ToList();
        var shards = new WordShardFolder(folder["words"]);
        foreach (var (sample, i) in samples.Select((sample, i) => (sample, i)))
            shards.Add(new("", "test", "word", i < 64 ? ShardPart.Train : ShardPart.Validation, 0, ""), sample.Text, sample.Width, sample.Pixels);
        shards.Finish("test", seed: 1, "", new Dictionary<string, string>());
        var models = Path.Combine(TestFiles.RepositoryRoot, "models");
        var reports = new List<TrainingReport>();
        var order = new TrainingOrder(folder["run"], [new(folder["words"], 1, Vary: true)], folder["words"], Path.Combine(models, "worddeepnet", "weights.pt"), Steps: 2);

        var result = await new Trainer(Path.Combine(TestFiles.RepositoryRoot, "src", "training")).TrainAsync(order, new Told(reports.Add), default);

        // two small steps from the shipped network: it reads plain print as before
        Assert.True(reports.Last(report => report.Accuracy is not null).Accuracy > 0.5);
        var shipped = ModelManifest.Load(models);
        using var recognizer = new WordRecognizer(
            File.ReadAllBytes(result.Network), new(Charset.Parse(shipped.Read("worddeepnet-charset")), Lexicon.Parse(shipped.Read("english-lexicon"))));
        using var image = Image.FromPixels(samples[0].Width, WordImage.HeightPixels, 1, samples[0].Pixels);
        Assert.NotEmpty(recognizer.Read([image], default)[0].Text);
    }

    private sealed class Told(Action<TrainingReport> onReport) : IProgress<TrainingReport>
    {
        public void Report(TrainingReport value) => onReport(value);
    }
}

/// <summary>A fact that needs PyTorch; skipped by name where it is absent.</summary>
public sealed class TorchFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> IsInstalled = new(() =>
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", "import importlib.util, sys; sys.exit(importlib.util.find_spec('torch') is None)"]));
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    });

    public TorchFactAttribute()
    {
        if (!IsInstalled.Value)
            Skip = "PyTorch is not installed (src/training/setup)";
    }
}
