using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OcrLabeling.Cli.Commands;
using OcrLabeling.Ocr.Engines;
using OcrLabeling.Ocr.Engines.WordDeepNet;
using OcrLabeling.Ocr.Jail;
using OcrLabeling.Ocr.Models;
using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Ocr.Training;
using OcrLabeling.Synthesis;

namespace OcrLabeling.Ocr.Tests.Cli;

/// <summary>PyTorch is not installed where tests run: a script stands in for the training programs and speaks like them.</summary>
public sealed class TrainCommandTests : IDisposable
{
    private const int Words = 120;

    // however many fonts the machine has
    private static readonly SyntheticMix Synthetic = new("/usr/share/fonts/truetype/dejavu");

    private readonly GroundTruthFixture folder = new();

    // the network before does not read words that end in 1
    private readonly FakeJail jail = new() { Crop = (engine, text) => engine == WordNetworks.ShippedId && text.EndsWith('1') ? "wrong" : text };

    public TrainCommandTests()
    {
        for (var i = 0; i < Words; i++)
            folder.AddCrop($"{i}.png", "till", $"word{i}", $"word{i}", source: $"receipt{i % 40}.jpg");
        Directory.CreateDirectory(folder["shipped"]);
        File.WriteAllText(folder["shipped/weights.pt"], "shipped");
        File.WriteAllBytes(folder["shipped/manifest.json"], ModelManifest.Write([new(WordNetworks.Weights, "weights.pt", Sha256Of("shipped"), "MIT", "test", null, null)]));
        Script("""
            train) cat "$5" > "$FOLDER/started-from"
                   echo '{"event":"step","step":1,"loss":1.25}'
                   echo '{"event":"validation","step":2,"accuracy":0.875}'
                   mkdir -p "$3"; echo weights > "$3/best.pt" ;;
            export) mkdir -p "$5"; echo network > "$5/worddeepnet.onnx" ;;
            """);
    }

    private static string EngineId => $"worddeepnet-{Sha256Of("network\n")[..8]}";

    private static List<int> HeldOut => [.. Enumerable.Range(0, Words).Where(i => DocumentSplit.IsValidation($"receipt{i % 40}.jpg"))];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_training_makes_a_network_judged_on_documents_it_never_learned_from()
    {
        var run = await TrainAsync("--json");
        Assert.Equal(0, run.ExitCode);
        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(EngineId, report.GetProperty("engine").GetString());
        Assert.Equal((HeldOut.Count, Words - HeldOut.Count), (report.GetProperty("heldOut").GetInt32(), report.GetProperty("learned").GetInt32()));
        Assert.Equal((HeldOut.Count(i => i % 10 != 1), HeldOut.Count), (report.GetProperty("rightBefore").GetInt32(), report.GetProperty("right").GetInt32()));
        Assert.Contains("step 2: 87.5 % of the words held out", run.Error, StringComparison.Ordinal);
        Assert.Equal("shipped", File.ReadAllText(folder["started-from"]));
        Assert.Equal(1, jail.Renewals);
    }

    [Fact]
    public async Task The_network_is_registered_with_its_card_and_weights_and_nothing_else_is_left()
    {
        await TrainAsync();
        var manifest = ModelManifest.Load(folder["trained"]);
        Assert.Equal("network\n", Encoding.UTF8.GetString(manifest.Read(EngineId)));
        Assert.Equal("weights\n", Encoding.UTF8.GetString(manifest.Read(WordNetworks.WeightsOf(EngineId))));
        Assert.Contains($"{HeldOut.Count} (100.0 %)", File.ReadAllText(folder[$"trained/{EngineId}.md"]), StringComparison.Ordinal);
        Assert.Equal([EngineId], WordNetworks.Ids(new EngineOptions(folder["nowhere"], "", folder["trained"])));
        Assert.Empty(Directory.EnumerateDirectories(folder["trained"]));
    }

    [Fact]
    public async Task A_trained_network_can_be_trained_further()
    {
        await TrainAsync();
        Script("""
            train) cat "$5" > "$FOLDER/started-from"; mkdir -p "$3"; echo more > "$3/best.pt" ;;
            export) mkdir -p "$5"; echo better > "$5/worddeepnet.onnx" ;;
            """);
        var run = await TrainAsync("--from", EngineId);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("weights\n", File.ReadAllText(folder["started-from"]));
        Assert.Equal(4, ModelManifest.Load(folder["trained"]).Models.Count);
    }

    [Fact]
    public async Task A_stopped_training_goes_on_with_the_same_command()
    {
        Script("""train) mkdir -p "$3"; echo half > "$3/last.pt"; trap 'exit 0' TERM; echo '{"event":"validation","step":1,"accuracy":0.5}'; sleep 60 & wait ;;""");
        using var cancel = new CancellationTokenSource();
        using var error = new SignalWriter("step 1:", cancel.Cancel);
        var stopped = await TrainAsync(error, cancel.Token);
        Assert.Equal(1, stopped);
        Assert.Contains("the same command goes on", error.ToString(), StringComparison.Ordinal);
        Script("""
            train) cat "$3/last.pt" > "$FOLDER/gone-on-from"; echo weights > "$3/best.pt" ;;
            export) mkdir -p "$5"; echo network > "$5/worddeepnet.onnx" ;;
            """);
        Assert.Equal(0, (await TrainAsync()).ExitCode);
        Assert.Equal("half\n", File.ReadAllText(folder["gone-on-from"]));
    }

    [Theory]
    [InlineData("exit 1", Trainer.HowToInstall)]
    [InlineData("[ \"$2\" = --help ] && exit 0; echo 'out of memory' >&2; exit 1", "out of memory")]
    public async Task A_training_that_cannot_be_says_why(string script, string reason)
    {
        File.WriteAllText(folder["run"], script);
        var run = await TrainAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["trained/manifest.json"]));
    }

    [Fact]
    public async Task An_unknown_network_to_start_from_is_named_with_those_there_are()
    {
        var run = await TrainAsync("--from", "other");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no network \"other\"; there are: worddeepnet", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_words_teach_nothing()
    {
        using var few = new GroundTruthFixture();
        few.AddCrop("a.png", "till", "a", "a");
        var run = await CommandRun.OfAsync([Command], ["train", "--dataset", few.Root, "--out", folder["trained"]]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("training needs at least 20", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_of_steps_that_cannot_be_is_bad_usage() => Assert.Equal(2, (await TrainAsync("--steps", "0")).ExitCode);

    private TrainCommand Command => new((_, _, _) => Task.FromResult<IOcrJail>(jail), new Trainer(folder.Root), Synthetic, () => folder["shipped"]);

    private List<string> Line => ["train", "--dataset", folder.Root, "--out", folder["trained"]];

    private Task<CommandRun> TrainAsync(params string[] more) =>
        CommandRun.OfAsync([Command], [.. Line, .. more.Contains("--steps") ? more : ["--steps", "2", .. more]]);

    private async Task<int> TrainAsync(TextWriter error, CancellationToken ct) =>
        await new OcrLabeling.Cli.CommandLine.CommandTable([Command]).RunAsync([.. Line, "--steps", "2"], new(TextWriter.Null, error, IsInteractive: false, TimeProvider.System), ct);

    private void Script(string cases) =>
        File.WriteAllText(folder["run"], $"#!/bin/bash\nFOLDER={folder.Root}\n[ \"$2\" = --help ] && exit 0\ncase $1 in\n{cases}\nesac\n");

    private static string Sha256Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Does something as soon as a line begins in a certain way.</summary>
    private sealed class SignalWriter(string beginning, Action act) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith(beginning, StringComparison.Ordinal) == true)
                act();
        }
    }
}
