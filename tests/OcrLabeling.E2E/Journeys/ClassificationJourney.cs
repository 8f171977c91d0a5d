using System.Text.Json;
using System.Text.RegularExpressions;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Templates;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>Pages are given labels: from the settings of the batch to the results, by keyboard, with a dispute decided on the way.</summary>
[Collection(SecondStageDefinition.Name)]
public sealed partial class ClassificationJourney(Stage stage)
{
    private const float Patience = 120_000;
    private const string Several = """{"labels":["stamped","signed"],"several":true}""";

    [Fact]
    public async Task A_batch_is_made_and_each_page_labeled_by_one_key()
    {
        var name = $"Kinds {Guid.NewGuid().ToString("N")[..6]}";
        await PageImages.AddAsync(stage, name, 2);
        await using var scientist = await stage.SignInAsync(Role.Scientist);
        await scientist.Page.GotoAsync("/batches/new");
        await scientist.Part("template-Classification").ClickAsync();
        await scientist.Part("labels").FillAsync("invoice\n\nletter\ninvoice");
        await Expect(scientist.Part("label-keys")).ToContainTextAsync("2 letter");
        await scientist.Part("some-documents").ClickAsync();
        await scientist.Part("find-document").FillAsync(name);
        await Expect(scientist.Part("document-choices").GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(2);
        foreach (var choice in await scientist.Part("document-choices").GetByRole(AriaRole.Checkbox).AllAsync())
            await choice.CheckAsync();
        await scientist.Part("overlap").FillAsync("1");
        await scientist.Part("name").FillAsync(name);
        await scientist.ChoosePoolAsync();
        await scientist.Part("create").ClickAsync();
        await Expect(scientist.Page.Locator("main")).ToContainTextAsync("The label “invoice” stands twice.");
        await scientist.Part("labels").FillAsync("invoice\nletter");
        await scientist.LookAsync("classification-new", 1280, 390);
        await scientist.Part("create").ClickAsync();
        await scientist.Page.WaitForURLAsync(BatchAddress());
        await Expect(scientist.Part("figures")).ToBeVisibleAsync(new() { Timeout = Patience });
        var path = new Uri(scientist.Page.Url).AbsolutePath;

        await using (var worker = await stage.SignInAsync(Role.Worker))
        {
            await worker.Part("work-batch").Filter(new() { HasText = name }).GetByTestId("start").ClickAsync();
            await Expect(worker.Page.Locator(".card.current")).ToBeVisibleAsync(new() { Timeout = Patience });
            await worker.LookAsync("classification-card", 1280, 390);
            await worker.Page.Keyboard.PressAsync("2");
            await Expect(worker.Part("counter")).ToContainTextAsync("2 of 2");
            // what is chosen without a label is said, and what was said can be taken back
            await worker.Page.Keyboard.PressAsync("Alt+z");
            await Expect(worker.Page.Locator(".card.current [aria-pressed=true]")).ToHaveTextAsync(new Regex("letter"));
            await worker.Page.Keyboard.PressAsync("1");
            await worker.Page.Keyboard.PressAsync("x");
            await Expect(worker.Part("end")).ToBeVisibleAsync();
            await Expect(worker.Part("unsent")).ToBeHiddenAsync();
        }

        await scientist.Page.GotoAsync(path + "/annotations");
        await Expect(scientist.Part("answer").Filter(new() { HasText = "invoice" })).ToHaveCountAsync(1);
        await scientist.Page.GotoAsync(path + "/results");
        await Expect(scientist.Part("resolved")).ToHaveTextAsync("2");
        var results = await scientist.Page.RunAndWaitForDownloadAsync(() => scientist.Part("download-jsonl").ClickAsync());
        var lines = (await File.ReadAllLinesAsync(await results.PathAsync())).Select(line => JsonElement.Parse(line).GetProperty("consensus"));
        Assert.Contains(lines, truth => truth.GetProperty("kind").GetString() == "labeled" && truth.GetProperty("value")[0].GetString() == "invoice");
        Assert.Contains(lines, truth => truth.GetProperty("kind").GetString() == "unreadable");
    }

    [Fact]
    public async Task Several_labels_are_toggled_and_a_dispute_is_decided_label_by_label()
    {
        var batch = await DrawnBatch.OfPagesAsync(stage, "Several labels", Template.Classification, Several, 1, overlap: 3);
        await using (var worker = await stage.SignInAsync(Role.Worker))
        {
            await worker.Page.GotoAsync(batch.Path);
            await Expect(worker.Page.Locator(".card.current")).ToBeVisibleAsync();
            await worker.Page.Keyboard.PressAsync("1");
            await worker.Part("label").Filter(new() { HasText = "signed" }).ClickAsync();
            await worker.Page.Keyboard.PressAsync("1");
            await Expect(worker.Page.Locator(".card.current [aria-pressed=true]")).ToHaveTextAsync(new Regex("signed"));
            await worker.LookAsync("classification-several");
            await worker.Page.Keyboard.PressAsync("Enter");
            await Expect(worker.Part("end")).ToBeVisibleAsync();
            await Expect(worker.Part("unsent")).ToBeHiddenAsync();
        }
        Assert.Equal(["""["signed"]"""], (await batch.AnswersAsync()).Select(a => a.Text));
        using var crowd = await Crowd.OfAsync(stage.Host, "Ada Labels", "Grace Labels");
        await crowd.AnswerAsync(crowd.Workers[0], batch.Id, _ => """["stamped"]""", AnswerKind.Labeled);
        await crowd.AnswerAsync(crowd.Workers[1], batch.Id, _ => "[]", AnswerKind.Labeled);
        await crowd.ResolveAsync(batch.Id);

        await using var scientist = await stage.SignInAsync(Role.Scientist);
        await scientist.Page.GotoAsync($"/adjudication?batch={batch.Id}");
        await Expect(scientist.Part("labels-truth")).ToBeVisibleAsync();
        await scientist.Page.GetByLabel("stamped").CheckAsync();
        await scientist.Page.GetByLabel("signed").CheckAsync();
        await scientist.LookAsync("classification-dispute", 1280, 390);
        await scientist.Part("decide-labels").ClickAsync();
        await Expect(scientist.Part("nothing-disputed")).ToBeVisibleAsync();
        await scientist.Page.GotoAsync($"/batches/{batch.Id}/annotations");
        await Expect(scientist.Part("task-card")).ToContainTextAsync("stamped, signed");
    }

    [GeneratedRegex("/batches/[0-9a-f-]{36}$")]
    private static partial Regex BatchAddress();
}
