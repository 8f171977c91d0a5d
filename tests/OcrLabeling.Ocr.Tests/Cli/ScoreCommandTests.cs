using System.Text.Json;
using OcrLabeling.Scoring;

namespace OcrLabeling.Ocr.Tests.Cli;

public sealed class ScoreCommandTests : IDisposable
{
    private readonly GroundTruthFixture truth = new();

    public void Dispose() => truth.Dispose();

    [Fact]
    public async Task A_missing_prediction_is_empty_output_unless_the_run_was_sampled()
    {
        truth.AddPage("a.png", "letters", "one", null).AddPage("b.png", "letters", "two", null);
        Predict("p.jsonl", ("a.png", "one"), ("z.png", "x"));
        var whole = await ScoreAsync("--json");
        Assert.Equal(0.5, ScoreJson.ReadReport(whole.Output).Overall[ScoreFigure.BagRecall]);
        Assert.Contains("1 of 2 images have no prediction: scored as empty output (b.png)", whole.Error, StringComparison.Ordinal);
        Assert.Contains("1 prediction names an image that the truth does not have: z.png", whole.Error, StringComparison.Ordinal);
        Assert.Equal(1, ScoreJson.ReadReport((await ScoreAsync("--json", "--sampled")).Output).Overall[ScoreFigure.BagRecall]);
    }

    [Fact]
    public async Task A_truth_of_crops_alone_needs_no_option_and_a_missing_file_is_a_sentence()
    {
        truth.AddCrop("a.png", "forms", "one", null);
        File.WriteAllText(truth["p.jsonl"], """{"image":"a.png","text":"one","confidence":0.9}""" + "\n");
        Assert.Equal(1, ScoreJson.ReadReport((await ScoreAsync("--json")).Output).Overall[ScoreFigure.Swa]);
        File.Delete(truth["words.jsonl"]);
        var run = await ScoreAsync("--json");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"ocrlab score: gt.jsonl is not in {truth.Root}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_too_short_to_be_compared_without_spaces_give_no_figure()
    {
        truth.AddPage("a.png", "letters", "at 12 or", null);
        Predict("p.jsonl", ("a.png", "at 12 or"));
        var overall = ScoreJson.ReadReport((await ScoreAsync("--json", "--all")).Output).Overall;
        Assert.Equal((1.0, null), (overall[ScoreFigure.BagF1], overall[ScoreFigure.GluedRecall]));
    }

    [Fact]
    public async Task Groups_may_be_datasets()
    {
        truth.AddPage("a.png", "letters", "one", null);
        Predict("p.jsonl", ("a.png", "one"));
        Assert.Equal("test", Assert.Single(ScoreJson.ReadReport((await ScoreAsync("--json", "--by", "dataset")).Output).Groups).Name);
    }

    [Fact]
    public async Task Two_engines_are_compared_page_by_page()
    {
        truth.AddPage("a.png", "letters", "one two", null).AddPage("b.png", "letters", "three four", null);
        Predict("p.jsonl", ("a.png", "one"), ("b.png", "three"));
        Predict("q.jsonl", ("a.png", "one two"), ("b.png", "three four"));
        var run = await ScoreAsync("--json", "--against", truth["q.jsonl"]);
        var recall = JsonDocument.Parse(run.Output).RootElement.GetProperty("overall").GetProperty("figures").GetProperty("bag_recall");
        Assert.Equal((0.5, 1, 0.5, 0), (recall.GetProperty("a").GetDouble(), recall.GetProperty("b").GetDouble(),
            recall.GetProperty("low").GetDouble(), recall.GetProperty("p_value").GetDouble()));
        var table = (await ScoreAsync("--against", truth["q.jsonl"])).Output;
        Assert.Matches(@"overall \(2 pages\) +p\.jsonl +q\.jsonl +difference +95 % interval", table);
        Assert.Matches(@"bag of words: recall +0\.500 +1\.000 +0\.500 +0\.500\.\.0\.500 +\*", table);
    }

    [Fact]
    public async Task Two_engines_are_compared_only_over_what_both_were_run_on()
    {
        truth.AddPage("a.png", "letters", "one two", null).AddPage("b.png", "letters", "three four", null).AddPage("c.png", "letters", "five", null);
        Predict("p.jsonl", ("a.png", "one two"), ("b.png", "three four"), ("c.png", "five"));
        Predict("q.jsonl", ("a.png", "one two"));
        var run = await ScoreAsync("--json", "--against", truth["q.jsonl"]);
        var overall = JsonDocument.Parse(run.Output).RootElement.GetProperty("overall");
        Assert.Equal((1, 1.0), (overall.GetProperty("items").GetInt32(), overall.GetProperty("figures").GetProperty("bag_f1").GetProperty("b").GetDouble()));
        Assert.Contains("compared over the 1 images that both have a prediction for; 2 that only one has are left out", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_are_matched_by_their_path_however_it_is_written()
    {
        truth.AddPage("sub/cafe\u0301.png", "letters", "one", null).AddPage("b.png", "letters", "two", null).AddPage("c.JPG", "letters", "three", null);
        Predict("p.jsonl", (".\\sub\\caf\u00E9.png", "one"), ("./b.png", "two"), ("c.jpg", "three"));
        var run = await ScoreAsync("--json");
        Assert.Equal(2 / 3.0, ScoreJson.ReadReport(run.Output).Overall[ScoreFigure.BagRecall]!.Value, 12);
        Assert.Contains("1 of 3 images have no prediction: scored as empty output (c.JPG)", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 prediction names an image that the truth does not have: c.jpg", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_engines_that_read_different_pages_cannot_be_compared()
    {
        truth.AddPage("a.png", "letters", "one", null).AddPage("b.png", "letters", "two", null);
        Predict("p.jsonl", ("a.png", "one"));
        Predict("q.jsonl", ("b.png", "two"));
        var run = await ScoreAsync("--sampled", "--against", truth["q.jsonl"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no image in common", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_line_ends_with_1_and_its_place()
    {
        truth.AddPage("a.png", "letters", "one", null);
        File.WriteAllText(truth["p.jsonl"], "{\"image\":7}\n");
        var run = await ScoreAsync();
        Assert.Equal((1, $"ocrlab score: {truth["p.jsonl"]} line 1: image is not a string\n"), (run.ExitCode, run.Error));
    }

    private void Predict(string file, params (string Image, string Text)[] pages) =>
        File.WriteAllLines(truth[file], pages.Select(p => PredictionFile.Write(new PagePrediction(p.Image, null, p.Text))));

    private Task<CommandRun> ScoreAsync(params string[] more) =>
        CommandRun.OfAsync(["score", "--truth", truth.Root, "--predictions", truth["p.jsonl"], .. more]);
}
