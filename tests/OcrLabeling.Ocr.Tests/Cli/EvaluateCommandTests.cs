using OcrLabeling.Ocr.Recognition;
using OcrLabeling.Scoring;

namespace OcrLabeling.Ocr.Tests.Cli;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly GroundTruthFixture truth = new();

    public void Dispose() => truth.Dispose();

    [Fact]
    public async Task Pages_are_read_and_scored_by_category()
    {
        truth.AddPage("a.png", "letters", "one two", "one two").AddPage("b.png", "receipts", "three four", "three for");
        var run = await EvaluateAsync("--json");
        var report = ScoreJson.ReadReport(run.Output);
        Assert.Equal((0, "fake 1.0"), (run.ExitCode, report.Engine));
        Assert.Equal([1, 0.5], report.Groups.Select(g => g[ScoreFigure.WordF1]!.Value));
        Assert.Equal(0.125, report.Overall[ScoreFigure.CpuSecondsPerPage]);
        Assert.Equal(4, report.Overall.Calibration!.Words);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Crops_are_read_and_scored_by_dataset_and_kind()
    {
        truth.AddCrop("a.png", "forms", "one", "one").AddCrop("b.png", "forms", "two", "too").AddCrop("c.png", "receipts", "3", "3");
        var run = await EvaluateAsync("--crops", "--json");
        // a folder with nothing else needs no option
        Assert.Equal(run.Output, (await EvaluateAsync("--json")).Output);
        Assert.Equal([("forms words", 0.5), ("receipts words", 1.0)], ScoreJson.ReadReport(run.Output).Groups.Select(g => (g.Name, g[ScoreFigure.Swa]!.Value)));
        Assert.Equal(1, ScoreJson.ReadReport((await EvaluateAsync("--crops", "--category", "receipts", "--json")).Output).Overall.Items);
    }

    [Fact]
    public async Task Validation_leaves_out_the_crops_of_documents_that_are_learned_from()
    {
        string[] sources = [.. Enumerable.Range(0, 60).Select(i => $"receipt{i}.jpg")];
        foreach (var source in sources)
            truth.AddCrop($"{source}.png", "receipts", "one", "one", source);
        var report = ScoreJson.ReadReport((await EvaluateAsync("--crops", "--validation", "--json")).Output);
        Assert.Equal(sources.Count(DocumentSplit.IsValidation), report.Overall.Items);
        Assert.InRange(report.Overall.Items, 1, 20);
        truth.AddPage("page.png", "letters", "one", "one");
        Assert.Equal(2, (await EvaluateAsync("--validation")).ExitCode);
    }

    [Fact]
    public async Task A_page_that_fails_counts_as_empty_output_with_its_reason_in_report_and_messages()
    {
        truth.AddPage("a.png", "letters", "one", "one").AddPage("bad.png", "letters", "two", FakeJail.Corrupt)
            .AddPage("gone.png", "letters", "three", imageText: null).AddPage("killer.png", "letters", "four", FakeJail.CrashAlways);
        var run = await EvaluateAsync("--json");
        var report = ScoreJson.ReadReport(run.Output);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(3, report.Overall.Failed);
        Assert.Equal(0.25, report.Overall[ScoreFigure.BagRecall]);
        Assert.Equal(["bad.png", "gone.png", "killer.png"], report.Failures.Select(f => f.Image).Order(StringComparer.Ordinal));
        Assert.Contains("bad.png: the image is damaged", run.Error, StringComparison.Ordinal);
        Assert.Contains("killer.png: the worker was killed", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("ocrlab evaluate: 3 of 4 images could not be read and count as empty output\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_failures_the_first_are_named_again_after_the_report_and_all_are_in_its_file()
    {
        for (var i = 0; i < 25; i++)
            truth.AddPage($"bad{i}.png", "letters", "two", FakeJail.Corrupt);
        truth.AddPage("good.png", "letters", "two", "two");
        var run = await EvaluateAsync("--workers", "1", "--out", truth["report.json"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(25 + 20, run.Error.Split('\n').Count(line => line.Contains("the image is damaged", StringComparison.Ordinal)));
        Assert.EndsWith("25 of 26 images could not be read and count as empty output (20 of them above, all in the JSON report)\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(25, ScoreJson.ReadReport(File.ReadAllText(truth["report.json"])).Failures.Count);
    }

    [Fact]
    public async Task Lines_without_image_and_images_without_line_are_named()
    {
        truth.AddCrop("a.png", "forms", "one", "one").AddCrop("gone.png", "forms", "two", null);
        File.WriteAllText(truth["bare.png"], "x");
        var run = await EvaluateAsync("--crops", "--json");
        Assert.Contains("1 line of words.jsonl names no image of the folder (it counts as not read): gone.png", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 image of the folder has no line (it is left out): bare.png", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_crashes_once_is_tried_again()
    {
        truth.AddPage("a.png", "letters", FakeJail.CrashOnce, FakeJail.CrashOnce);
        Assert.Equal(1, ScoreJson.ReadReport((await EvaluateAsync("--json")).Output).Overall[ScoreFigure.BagRecall]);
    }

    [Fact]
    public async Task A_stopped_run_goes_on_from_its_predictions()
    {
        for (var i = 0; i < 20; i++)
            truth.AddPage($"{i}.png", "letters", "one two", "one two");
        using var stop = new CancellationTokenSource();
        var stopping = new FakeJail { BeforeRead = reads => { if (reads == 7) stop.Cancel(); } };
        var stopped = await CommandRun.OfAsync(stopping, Words("--predictions", truth["p.jsonl"], "--workers", "1"), ct: stop.Token);
        Assert.Equal(1, stopped.ExitCode);
        Assert.Contains("the same command goes on", stopped.Error, StringComparison.Ordinal);
        Assert.Equal(7, File.ReadAllLines(truth["p.jsonl"]).Length);

        File.AppendAllText(truth["p.jsonl"], "{\"image\":\"7.png\",\"wor");
        var jail = new FakeJail();
        var resumed = await CommandRun.OfAsync(jail, Words("--predictions", truth["p.jsonl"], "--json"));
        Assert.Equal((0, 13), (resumed.ExitCode, jail.Reads));
        Assert.Equal(20, PredictionFile.ReadPages(truth["p.jsonl"]).Count);
        Assert.Equal((20, 1.0), (ScoreJson.ReadReport(resumed.Output).Overall.Items, ScoreJson.ReadReport(resumed.Output).Overall[ScoreFigure.WordF1]));
    }

    [Fact]
    public async Task Failed_pages_are_tried_again_when_a_run_goes_on()
    {
        truth.AddPage("a.png", "letters", "one", imageText: null).AddPage("b.png", "letters", "one", "one");
        await EvaluateAsync("--predictions", truth["p.jsonl"]);
        File.WriteAllText(truth["a.png"], "one");
        var report = ScoreJson.ReadReport((await EvaluateAsync("--predictions", truth["p.jsonl"], "--json")).Output);
        Assert.Equal((0, 1.0), (report.Overall.Failed, report.Overall[ScoreFigure.BagRecall]));
    }

    [Fact]
    public async Task Predictions_of_another_engine_are_not_mixed_in()
    {
        truth.AddPage("a.png", "letters", "one", "one");
        File.WriteAllText(truth["p.jsonl"], """{"image":"a.png","words":[],"engine":{"id":"fake","version":"0.9"}}""" + "\n");
        var run = await EvaluateAsync("--predictions", truth["p.jsonl"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("holds predictions of fake 0.9, not of fake 1.0", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scoring_the_predictions_gives_the_report_of_the_evaluation()
    {
        truth.AddPage("a.png", "letters", "one two three", "one too three").AddPage("b.png", "receipts", "three four", "three for");
        var evaluated = await EvaluateAsync("--json", "--predictions", truth["p.jsonl"], "--out", truth["report.json"]);
        var scored = await CommandRun.OfAsync("score", "--truth", truth.Root, "--predictions", truth["p.jsonl"], "--json");
        Assert.Equal(evaluated.Output, scored.Output);
        Assert.Equal(evaluated.Output, File.ReadAllText(truth["report.json"]));
    }

    [Fact]
    public async Task A_limit_is_shared_out_evenly_over_the_categories()
    {
        for (var i = 0; i < 30; i++)
            truth.AddPage($"{i}.png", i < 2 ? "other" : i < 22 ? "letters" : "receipts", "one", "one");
        var report = ScoreJson.ReadReport((await EvaluateAsync("--limit", "10", "--json")).Output);
        Assert.Equal([("letters", 4), ("other", 2), ("receipts", 4)], report.Groups.Select(g => (g.Name, g.Items)));
    }

    [Theory]
    [InlineData("--engine", "absent", "There is no engine \"absent\"; there are: fake, other.")]
    [InlineData("--category", "absent", "Nothing is in \"absent\"; there are: letters.")]
    [InlineData("--out", "/nowhere/report.json", "--out /nowhere/report.json: there is no such folder.")]
    public async Task What_is_not_there_is_named(string option, string value, string message)
    {
        truth.AddPage("a.png", "letters", "one", "one");
        string[] engine = option == "--engine" ? [] : ["--engine", "fake"];
        var run = await CommandRun.OfAsync(["evaluate", "--dataset", truth.Root, .. engine, option, value]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_screen_gets_a_progress_bar_and_a_pipe_does_not()
    {
        truth.AddPage("a.png", "letters", "one", "one");
        var screen = await CommandRun.OfAsync(new FakeJail(), Words(), isInteractive: true);
        Assert.Contains("[##############################] 1/1", screen.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", screen.Output, StringComparison.Ordinal);
        Assert.Empty((await EvaluateAsync()).Error);
    }

    private string[] Words(params string[] more) => ["evaluate", "--dataset", truth.Root, "--engine", "fake", .. more];

    private Task<CommandRun> EvaluateAsync(params string[] more) => CommandRun.OfAsync(Words(more));
}
