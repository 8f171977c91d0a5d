using System.Text.Json;
using System.Text.RegularExpressions;
using OcrLabeling.Core.Accounts;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>The way of the data, once through: a receipt is uploaded and read, its words are labeled by keyboard, counted, downloaded and scored against.</summary>
[Collection(nameof(Stage))]
public sealed partial class MainJourney(Stage stage)
{
    private const int Words = 10;
    private const string Batch = "Receipt of the journey";

    // reading and preparing are background jobs on a machine that may be busy
    private const float Patience = 120_000;

    [Fact]
    public async Task A_receipt_becomes_ground_truth_and_a_score()
    {
        await using var scientist = await stage.SignInAsync(Role.Scientist);
        await UploadAsync(scientist);
        var batchPath = await MakeBatchAsync(scientist);

        await scientist.Page.GotoAsync("/stats");
        var row = scientist.Rows("batch-row").Filter(new() { HasText = Batch });
        await Expect(row.GetByTestId("done")).ToHaveTextAsync("0");
        await LabelByKeyboardAsync();
        // the page is not reloaded
        await Expect(row.GetByTestId("done")).ToHaveTextAsync($"{Words}");
        await scientist.ScreenshotAsync("journey-stats");

        await DownloadAsync(scientist, batchPath);
        await ScoreAsync(scientist);
        await ReviewAsync(scientist, batchPath);
    }

    private async Task UploadAsync(Visit scientist)
    {
        var receipt = await DemoReceipt.MakeAsync(Path.Combine(stage.Host.DataFolder, "receipt"));
        await scientist.Page.GotoAsync("/documents");
        await scientist.Part("upload-category").SelectOptionAsync("register_tapes");
        await scientist.Part("upload-files").SetInputFilesAsync(receipt);
        await Expect(scientist.Part("upload-outcome")).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(scientist.Part("reading").First).ToHaveTextAsync("read", new() { Timeout = Patience });
        await scientist.ScreenshotAsync("journey-documents");
        await scientist.Part("document-link").First.ClickAsync();
        await Expect(scientist.Part("page-text")).ToContainTextAsync(AnyWord());
        await Expect(scientist.Part("viewer").Locator("img")).ToBeVisibleAsync();
        await scientist.ScreenshotAsync("journey-document");
    }

    private static async Task<string> MakeBatchAsync(Visit scientist)
    {
        await scientist.Part("make-batch").ClickAsync();
        await scientist.Part("name").FillAsync(Batch);
        await scientist.ChoosePoolAsync();
        await scientist.Part("overlap").FillAsync("1");
        await scientist.ScreenshotAsync("journey-new-batch");
        await scientist.Part("create").ClickAsync();
        await scientist.Page.WaitForURLAsync(BatchAddress());
        await Expect(scientist.Part("figures")).ToBeVisibleAsync(new() { Timeout = Patience });
        return new Uri(scientist.Page.Url).AbsolutePath;
    }

    private async Task LabelByKeyboardAsync()
    {
        await using var worker = await stage.SignInAsync(Role.Worker);
        await worker.Part("work-batch").Filter(new() { HasText = Batch }).GetByTestId("start").ClickAsync();
        await Expect(worker.Part("text").First).ToBeFocusedAsync(new() { Timeout = Patience });
        await worker.Page.EvaluateAsync("for (const kind of ['mousedown', 'touchstart']) addEventListener(kind, () => window.usedMouse = true, true)");
        await worker.ScreenshotAsync("journey-work");
        await worker.Page.Keyboard.PressAsync("Alt+l");
        await Expect(worker.Part("context").First).ToBeVisibleAsync(new() { Timeout = Patience });
        Assert.InRange(await worker.Part("context").First.Locator("img").EvaluateAsync<double>("image => image.naturalWidth / image.naturalHeight"), 2, 60);
        await worker.ScreenshotAsync("journey-context");
        await worker.Page.Keyboard.PressAsync("Alt+l");
        await Expect(worker.Part("context").First).ToBeHiddenAsync();
        await worker.Page.Keyboard.PressAsync("Alt+n");
        await worker.Page.Keyboard.TypeAsync("Is this a price?");
        await worker.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(worker.Part("comments")).ToContainTextAsync("Is this a price?");
        await worker.ScreenshotAsync("journey-comment");
        await worker.Page.Keyboard.PressAsync("Escape");
        await worker.Page.Keyboard.PressAsync("Control+A");
        await worker.Page.Keyboard.TypeAsync("$25");
        for (var i = 1; i <= Words; i++)
        {
            await worker.Page.Keyboard.PressAsync("Enter");
            await Expect(worker.Part("counter")).ToContainTextAsync($"{i} done in this session");
        }
        await Expect(worker.Part("unsent")).ToBeHiddenAsync();
        Assert.Null(await worker.Page.EvaluateAsync<bool?>("window.usedMouse ?? null"));
    }

    private static async Task DownloadAsync(Visit scientist, string batchPath)
    {
        await scientist.Page.GotoAsync(batchPath + "/results");
        await Expect(scientist.Part("resolved")).ToHaveTextAsync($"{Words}");
        var download = await scientist.Page.RunAndWaitForDownloadAsync(() => scientist.Part("download-jsonl").ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.Equal(Words, lines.Count(line => line.Contains("\"worker", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("$25", StringComparison.Ordinal));
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        await scientist.ScreenshotAsync("journey-results");
    }

    private static async Task ScoreAsync(Visit scientist)
    {
        await scientist.Part("dataset-name").FillAsync("Receipt truth");
        await scientist.Part("save-dataset").ClickAsync();
        await scientist.Part("score-dataset").ClickAsync(new() { Timeout = Patience });
        await scientist.Part("start-evaluation").ClickAsync();
        var run = scientist.Rows("evaluation-row").First;
        await Expect(run.GetByTestId("run-status")).ToHaveTextAsync("Succeeded", new() { Timeout = Patience });
        await run.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(scientist.Part("scores-crops")).ToBeVisibleAsync();
        await Expect(scientist.Part("score-chart").First.Locator(".share").First).ToBeAttachedAsync();
        await scientist.ScreenshotAsync("journey-scores");
    }

    private static async Task ReviewAsync(Visit scientist, string batchPath)
    {
        await scientist.Page.GotoAsync(batchPath);
        await Expect(scientist.Part("batch-talk")).ToContainTextAsync("Is this a price?");
        await scientist.Part("batch-talk").GetByText("Comments", new() { Exact = true }).ClickAsync();
        await scientist.Part("batch-talk").GetByTestId("reply-text").FillAsync("It is.");
        await scientist.Part("batch-talk").GetByTestId("reply-send").ClickAsync();
        await Expect(scientist.Part("batch-talk")).ToBeHiddenAsync();

        await scientist.Page.GotoAsync(batchPath + "/annotations");
        var card = scientist.Part("task-card").Filter(new() { HasText = "$25" });
        await card.GetByText("Review", new() { Exact = true }).ClickAsync();
        await card.GetByTestId("review-reason-text").FillAsync("misread");
        await card.GetByTestId("review-choice").SelectOptionAsync("text");
        await card.GetByTestId("review-text").FillAsync("$26");
        await card.GetByTestId("review-correct").ClickAsync();
        await Expect(card.GetByTestId("review-reason")).ToHaveTextAsync("Adjudicated: misread");
        await Expect(card.GetByTestId("truth")).ToContainTextAsync("$26");
        // what the worker said stays as it was said
        await Expect(card.GetByTestId("answer").First).ToContainTextAsync("$25");
        await scientist.LookAsync("journey-review", 1280, 390);
    }

    [GeneratedRegex("[A-Z]{3}")]
    private static partial Regex AnyWord();

    [GeneratedRegex("/batches/[0-9a-f-]{36}$")]
    private static partial Regex BatchAddress();
}
