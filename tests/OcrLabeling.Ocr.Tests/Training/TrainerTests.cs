using OcrLabeling.Ocr.Training;

namespace OcrLabeling.Ocr.Tests.Training;

/// <summary>PyTorch is not installed where tests run: a script stands in for the training programs and speaks like them.</summary>
public sealed class TrainerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("trainer").FullName;
    private readonly List<TrainingReport> reports = [];

    private Trainer Trainer => new(folder);

    private string RunFolder => Path.Combine(folder, "run-1");

    private TrainingOrder Order => new(RunFolder, [new("real", 0.4), new("synthetic", 0.6)], "real", "start.pt", 200);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Reports_come_as_the_trainer_prints_them_and_the_result_is_calibrated_and_exported()
    {
        Script("""
            train) echo '{"event":"start","step":0}'
                   echo 'a warning of a library'
                   echo '{"event":"step","step":50,"loss":1.25,"rate":0.0001}'
                   echo '{"event":"validation","step":50,"accuracy":0.875}'
                   echo '{"event":"stop","step":200}'
                   echo weights > "$3/best.pt" ;;
            calibrate) echo '{"event":"calibrated","temperature":1.25}' ;;
            export) mkdir -p "$5"; echo "network $7" > "$5/worddeepnet.onnx" ;;
            """);
        var result = await TrainAsync();
        Assert.Equal([new(50, 1.25, null), new TrainingReport(50, null, 0.875)], reports);
        Assert.Equal("weights\n", File.ReadAllText(result.Checkpoint));
        Assert.Equal("network 1.25\n", File.ReadAllText(result.Network));
    }

    [Fact]
    public async Task The_order_reaches_the_trainer()
    {
        Script("""
            train) echo "$@" > "$FOLDER/arguments"; echo > "$3/best.pt" ;;
            export) mkdir -p "$5"; echo > "$5/worddeepnet.onnx" ;;
            """);
        await TrainAsync();
        Assert.Equal(
            $"train --run {RunFolder} --start start.pt --validate real --steps 200 --cool-down 200 --warm-up 10 --validate-every 10 --rate 0.0002 --train real=0.4 synthetic=0.6\n",
            File.ReadAllText(Path.Combine(folder, "arguments")));
    }

    [Fact]
    public async Task A_failure_ends_with_the_trainers_last_words()
    {
        Script("""train) echo 'Traceback' >&2; echo 'there is nothing to learn from' >&2; exit 1 ;;""");
        var failure = await Assert.ThrowsAsync<TrainerFailedException>(TrainAsync);
        Assert.Contains("exit code 1: Traceback\nthere is nothing to learn from", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_is_not_installed_it_says_how_to_install_it()
    {
        File.WriteAllText(Path.Combine(folder, "run"), "#!/bin/bash\necho \"No module named 'torch'\" >&2; exit 1\n");
        Assert.Equal(Trainer.HowToInstall, await Trainer.FindFaultAsync(default));
        await Assert.ThrowsAsync<TrainerUnavailableException>(TrainAsync);
    }

    [Fact]
    public async Task A_cancelled_training_is_asked_to_save_first()
    {
        Script("""train) trap 'echo > "$FOLDER/saved"; exit 0' TERM; echo '{"event":"step","step":1,"loss":1}'; sleep 60 & wait ;;""");
        using var cancel = new CancellationTokenSource();
        var training = Trainer.TrainAsync(Order, new Told(_ => cancel.Cancel()), cancel.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => training);
        Assert.True(File.Exists(Path.Combine(folder, "saved")));
    }

    private Task<TrainingResult> TrainAsync() => Trainer.TrainAsync(Order, new Told(reports.Add), default);

    private void Script(string cases)
    {
        Directory.CreateDirectory(RunFolder);
        File.WriteAllText(Path.Combine(folder, "run"), $"#!/bin/bash\nFOLDER={folder}\n[ \"$2\" = --help ] && exit 0\ncase $1 in\n{cases}\nesac\n");
    }

    private sealed class Told(Action<TrainingReport> onReport) : IProgress<TrainingReport>
    {
        public void Report(TrainingReport value) => onReport(value);
    }
}
