using System.Text.Json;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Templates;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>Fields are found on a page: a click on a word gives its box, and its text where an engine has read it; a disputed field is decided, and the dataset holds texts and boxes.</summary>
[Collection(SecondStageDefinition.Name)]
public sealed class KeyInformationJourney(Stage stage)
{
    private const string Fields = """{"fields":["animal","number"]}""";

    // where the drawn page has the words of its first line
    private static readonly PageWord[] words = [new("the", [60, 132, 90, 152], 0, 0.9), new("quick", [160, 132, 212, 156], 0, 0.9), new("brown", [260, 132, 316, 154], 0, 0.9), new("fox", [360, 132, 392, 154], 0, 0.9)];

    [Fact]
    public async Task Fields_take_their_text_from_the_words_that_are_clicked()
    {
        var batch = await DrawnBatch.OfPagesAsync(stage, "Key information", Template.KeyInformation, Fields, 1, PageTextForm.Write(words), overlap: 3);
        await using (var worker = await stage.SignInAsync(Role.Worker))
        {
            await worker.Page.GotoAsync(batch.Path);
            await Expect(worker.Part("key-field").First).ToBeFocusedAsync();
            await ClickWordAsync(worker, 375, 145);
            await Expect(worker.Part("key-field").First).ToHaveValueAsync("fox");
            await ClickWordAsync(worker, 285, 145);
            await Expect(worker.Part("key-field").First).ToHaveValueAsync("brown fox");
            await worker.LookAsync("key-information-card", 1280, 390);
            // a text without a place is no answer; undo and flags work as on every card
            await worker.Page.Keyboard.PressAsync("Alt+2");
            await worker.Page.Keyboard.TypeAsync("7");
            await worker.Page.Keyboard.PressAsync("Enter");
            await Expect(worker.Part("hint")).ToHaveTextAsync("number: click its words on the page, or drag a box around them.");
            await worker.Part("key-field").Nth(1).FillAsync("");
            await worker.Page.Keyboard.PressAsync("Enter");
            await Expect(worker.Part("end")).ToBeVisibleAsync();
            await Expect(worker.Part("unsent")).ToBeHiddenAsync();
        }
        var said = KeyInformationForm.Parse(Assert.Single(await batch.AnswersAsync()).Text!);
        Assert.Equal(("brown fox", 2, (KeyValue?)null), (said[0].Value!.Text, said[0].Value!.Boxes.Count, said[1].Value));

        using var crowd = await Crowd.OfAsync(stage.Host, "Ada Keys", "Grace Keys");
        foreach (var (worker, text) in crowd.Workers.Zip(["fox", "Fox"]))
            await crowd.AnswerAsync(worker, batch.Id, _ => $$"""{"animal":{"text":"{{text}}","boxes":[[360,132,392,154]]},"number":null}""", AnswerKind.Labeled);
        await crowd.ResolveAsync(batch.Id);
        await using var scientist = await stage.SignInAsync(Role.Scientist);
        await scientist.Page.GotoAsync($"/adjudication?batch={batch.Id}");
        await Expect(scientist.Part("key-truth")).ToBeVisibleAsync();
        await scientist.Part("truth-animal").SelectOptionAsync(new SelectOptionValue { Label = "Fox" });
        await scientist.Part("own-animal").FillAsync("FOX");
        await scientist.LookAsync("key-information-dispute", 1280, 390);
        await scientist.Part("decide-fields").ClickAsync();
        await Expect(scientist.Part("nothing-disputed")).ToBeVisibleAsync();
        await scientist.Page.GotoAsync($"/batches/{batch.Id}/annotations");
        await Expect(scientist.Part("task-card")).ToContainTextAsync("FOX");
        await scientist.LookAsync("key-information-gallery");
        await scientist.Page.GotoAsync($"/batches/{batch.Id}/results");
        var results = await scientist.Page.RunAndWaitForDownloadAsync(() => scientist.Part("download-jsonl").ClickAsync());
        var truth = JsonElement.Parse(Assert.Single(await File.ReadAllLinesAsync(await results.PathAsync()))).GetProperty("consensus").GetProperty("value");
        Assert.Equal(("FOX", JsonValueKind.Null), (truth.GetProperty("animal").GetProperty("text").GetString(), truth.GetProperty("number").ValueKind));
    }

    [Fact]
    public async Task A_batch_is_made_of_fields_that_are_each_named_once()
    {
        var name = $"Fields {Guid.NewGuid().ToString("N")[..6]}";
        await PageImages.AddAsync(stage, name, 1);
        await using var scientist = await stage.SignInAsync(Role.Scientist);
        await scientist.Page.GotoAsync("/batches/new");
        await scientist.Part("template-KeyInformation").ClickAsync();
        await scientist.Part("key-fields").FillAsync("vendor\nvendor");
        await scientist.Part("some-documents").ClickAsync();
        await scientist.Part("find-document").FillAsync(name);
        await Expect(scientist.Part("document-choices").GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(1);
        await scientist.Part("document-choices").GetByRole(AriaRole.Checkbox).CheckAsync();
        await scientist.Part("name").FillAsync(name);
        await scientist.ChoosePoolAsync();
        await scientist.Part("create").ClickAsync();
        await Expect(scientist.Page.Locator("main")).ToContainTextAsync("The field “vendor” stands twice.");
        await scientist.Part("key-fields").FillAsync("vendor\ntotal");
        await scientist.LookAsync("key-information-new", 1280, 390);
        await scientist.Part("create").ClickAsync();
        await Expect(scientist.Part("figures")).ToBeVisibleAsync(new() { Timeout = 120_000 });
    }

    /// <param name="x">In pixels of the image.</param>
    /// <param name="y">Likewise.</param>
    private static async Task ClickWordAsync(Visit worker, int x, int y)
    {
        var layer = worker.Part("layer");
        var box = (await layer.BoundingBoxAsync())!;
        await layer.ClickAsync(new() { Position = new() { X = x * box.Width / PageImages.Width, Y = y * box.Height / PageImages.Height }, Force = true });
    }
}
