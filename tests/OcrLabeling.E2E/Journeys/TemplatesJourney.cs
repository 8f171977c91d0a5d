using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Templates;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>Every template whose answers are drawn, from an uploaded document to a downloaded dataset, on the screens and by keyboard alone.</summary>
[Collection(SecondStageDefinition.Name)]
public sealed partial class TemplatesJourney(Stage stage) : IDisposable
{
    // reading and preparing are background jobs on a machine that may be busy
    private const float Patience = 120_000;
    private const string Seed = "77";

    private readonly List<string> folders = [];

    public void Dispose() => folders.ForEach(folder => Directory.Delete(folder, recursive: true));

    [Fact]
    public async Task A_document_is_labeled_with_every_drawn_template()
    {
        await using var scientist = await stage.SignInAsync(Role.Scientist);
        var file = await UploadAsync(scientist);

        var boxes = await LabelAsync(scientist, Template.RectSelect, file, async worker =>
        {
            for (var i = 0; i < 3; i++)
                await worker.Page.Keyboard.PressAsync("Space");
            await Expect(worker.Part("count")).ToHaveTextAsync("3 of the first 3 words");
            await worker.Page.Keyboard.PressAsync("Enter");
        });
        Assert.Equal(3, (await LabelOfAsync(scientist, boxes, "3 boxes")).GetArrayLength());

        var corners = await LabelAsync(scientist, Template.DocumentCorners, file, async worker =>
        {
            await worker.Page.Keyboard.PressAsync("Tab");
            await worker.Page.Keyboard.PressAsync("Control+ArrowRight");
            await worker.Page.Keyboard.PressAsync("Enter");
        });
        Assert.Equal(4, (await LabelOfAsync(scientist, corners, "Four corners")).GetArrayLength());

        var orientation = await LabelAsync(scientist, Template.PageOrientation, file, worker => worker.Page.Keyboard.PressAsync("ArrowUp"));
        Assert.Equal(0, (await LabelOfAsync(scientist, orientation, "Stands upright")).GetInt32());

        var page = await LabelAsync(scientist, Template.DocumentTranscription, file, async worker =>
        {
            // it begins with the words that the engine has read
            await Expect(worker.Part("word")).ToBeFocusedAsync();
            await Expect(worker.Part("word")).ToHaveValueAsync(SomeText());
            await worker.ScreenshotAsync("templates-page");
            await worker.Page.Keyboard.PressAsync("Control+A");
            await worker.Page.Keyboard.TypeAsync("CORRECTED");
            await worker.Page.Keyboard.PressAsync("Control+Enter");
        });
        await ScoreAsync(await DownloadAsync(scientist, page));
    }

    private async Task<string> UploadAsync(Visit scientist)
    {
        var receipt = await DemoReceipt.MakeAsync(Path.Combine(stage.Host.DataFolder, "templates"), Seed);
        var named = Path.Combine(stage.Host.DataFolder, "templates", "every-template" + Path.GetExtension(receipt));
        File.Copy(receipt, named);
        await scientist.Page.GotoAsync("/documents");
        await scientist.Part("upload-category").SelectOptionAsync("register_tapes");
        await scientist.Part("upload-files").SetInputFilesAsync(named);
        await Expect(scientist.Part("upload-outcome")).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(scientist.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "every-template" }).GetByTestId("reading")).ToHaveTextAsync("read", new() { Timeout = Patience });
        return Path.GetFileName(named);
    }

    /// <summary>Makes a batch of the document, labels its one page, looks at the gallery; the path of the batch.</summary>
    private async Task<string> LabelAsync(Visit scientist, Template template, string file, Func<Visit, Task> label)
    {
        var name = $"Every template: {template}";
        await scientist.Page.GotoAsync("/batches/new");
        await scientist.Part($"template-{template}").ClickAsync();
        if (template == Template.RectSelect)
            await scientist.Part("boxed-words").FillAsync("3");
        await scientist.Part("some-documents").ClickAsync();
        await scientist.Part("find-document").FillAsync(file);
        await scientist.Part("document-choices").GetByRole(AriaRole.Checkbox).CheckAsync();
        await Expect(scientist.Part("preview-count")).ToHaveTextAsync("1 page → 3 assignments");
        await scientist.Part("overlap").FillAsync("1");
        await scientist.Part("name").FillAsync(name);
        await scientist.ChoosePoolAsync();
        await scientist.ScreenshotAsync($"templates-new-{template}");
        await scientist.Part("create").ClickAsync();
        await scientist.Page.WaitForURLAsync(BatchAddress());
        await Expect(scientist.Part("figures")).ToBeVisibleAsync(new() { Timeout = Patience });
        var path = new Uri(scientist.Page.Url).AbsolutePath;

        await using (var worker = await stage.SignInAsync(Role.Worker))
        {
            await worker.Part("work-batch").Filter(new() { HasText = name }).GetByTestId("start").ClickAsync();
            await Expect(worker.Page.Locator(".card.current")).ToBeVisibleAsync(new() { Timeout = Patience });
            await label(worker);
            await Expect(worker.Part("end")).ToBeVisibleAsync();
            await Expect(worker.Part("unsent")).ToBeHiddenAsync();
        }
        await scientist.Page.GotoAsync(path + "/annotations");
        await Expect(scientist.Part("task-card")).ToHaveCountAsync(1);
        await scientist.ScreenshotAsync($"templates-gallery-{template}");
        return path;
    }

    private async Task<JsonElement> LabelOfAsync(Visit scientist, string path, string said)
    {
        await Expect(scientist.Part("answer")).ToContainTextAsync(said);
        var folder = await DownloadAsync(scientist, path);
        return JsonElement.Parse(Assert.Single(await File.ReadAllLinesAsync(Path.Combine(folder, "labels.jsonl")))).GetProperty("value");
    }

    /// <summary>Results, then the dataset; the folder it was unpacked into.</summary>
    private async Task<string> DownloadAsync(Visit scientist, string path)
    {
        await scientist.Page.GotoAsync(path + "/results");
        await Expect(scientist.Part("resolved")).ToHaveTextAsync("1");
        var results = await scientist.Page.RunAndWaitForDownloadAsync(() => scientist.Part("download-jsonl").ClickAsync());
        Assert.Equal("resolved", JsonElement.Parse(Assert.Single(await File.ReadAllLinesAsync(await results.PathAsync()))).GetProperty("consensus").GetProperty("status").GetString());
        await scientist.Part("dataset-name").FillAsync($"Every template {path[^8..]}");
        await scientist.Part("save-dataset").ClickAsync();
        await Expect(scientist.Part("dataset-item")).ToBeVisibleAsync(new() { Timeout = Patience });
        await scientist.ScreenshotAsync($"templates-dataset-{path[^8..]}");
        var zip = await scientist.Page.RunAndWaitForDownloadAsync(() => scientist.Part("download-dataset").ClickAsync());
        var folder = Directory.CreateTempSubdirectory("ocrlabeling-e2e-dataset-").FullName;
        folders.Add(folder);
        await ZipFile.ExtractToDirectoryAsync(await zip.PathAsync(), folder);
        return folder;
    }

    /// <summary>The engine that read the page agrees with the truth in all words but the corrected one.</summary>
    private static async Task ScoreAsync(string folder)
    {
        var report = JsonElement.Parse(await CommandLine.RunAsync("evaluate", "--dataset", folder, "--engine", "tesseract", "--json"));
        var text = report.GetRawText();
        Assert.Contains("word_recall", text, StringComparison.Ordinal);
        var recall = FindNumber(report, "word_recall");
        Assert.InRange(recall, 0.8, 0.9999);
    }

    private static double FindNumber(JsonElement element, string name)
    {
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var property in element.EnumerateObject())
            {
                if (property.Name == name)
                    return property.Value.ValueKind == JsonValueKind.Number ? property.Value.GetDouble() : FindNumber(property.Value, "value");
                if (FindNumber(property.Value, name) is var found && !double.IsNaN(found))
                    return found;
            }
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                if (FindNumber(item, name) is var found && !double.IsNaN(found))
                    return found;
        return double.NaN;
    }

    [GeneratedRegex(".+")]
    private static partial Regex SomeText();

    [GeneratedRegex("/batches/[0-9a-f-]{36}$")]
    private static partial Regex BatchAddress();
}
