using System.Text.Json;
using System.Text.RegularExpressions;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Templates;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>A scientist makes a form in the editor, by keyboard; a worker fills it in by keyboard; the export has what was said.</summary>
[Collection(SecondStageDefinition.Name)]
public sealed partial class CustomJourney(Stage stage)
{
    private const int Cards = 5;
    private const float Patience = 120_000;

    [Fact]
    public async Task A_form_is_written_filled_in_and_exported()
    {
        await PageImages.AddAsync(stage, "Custom", Cards);
        await using var scientist = await stage.SignInAsync(Role.Scientist);
        var batchPath = await MakeBatchAsync(scientist);
        await scientist.Page.GotoAsync(batchPath + "/sandbox");
        await Expect(scientist.Part("field-total").First).ToBeVisibleAsync();
        await FillInAsync("Custom receipts");

        await scientist.Page.GotoAsync(batchPath + "/annotations");
        await Expect(scientist.Part("answer").Filter(new() { HasText = "receipt" })).ToHaveCountAsync(Cards);
        await Expect(scientist.Part("shapes").First).ToBeAttachedAsync();
        await scientist.ScreenshotAsync("custom-annotations");
        await scientist.Page.GotoAsync(batchPath + "/results");
        await Expect(scientist.Part("resolved")).ToHaveTextAsync($"{Cards}");
        var csv = await LinesAsync(scientist, "download-csv");
        var columns = csv[0].Split(',');
        var total = Array.IndexOf(columns, "answer.total");
        Assert.True(total > 0, csv[0]);
        Assert.Equal(Cards + 1, csv.Length);
        Assert.All(csv[1..], row => Assert.Contains("receipt,", row, StringComparison.Ordinal));
        var answers = (await LinesAsync(scientist, "download-jsonl")).Select(line => JsonElement.Parse(line).GetProperty("answers")[0].GetProperty("value")).ToList();
        Assert.Equal(Enumerable.Range(0, Cards).Select(i => $"{i}.50"), answers.Select(a => a.GetProperty("total").GetString()));
        Assert.All(answers, a => Assert.Equal((7, "logo", "two\nlines"), (a.GetProperty("items").GetInt32(), a.GetProperty("marks")[0].GetString(), a.GetProperty("remark").GetString())));
        Assert.All(answers, a => Assert.Equal(1, a.GetProperty("where").GetArrayLength()));
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_editor_and_the_card_fit(int width)
    {
        var batch = await DrawnBatch.OfPagesAsync(stage, $"Custom look {width}", Template.Custom, CustomSchema.Compact(CustomSchema.Examples[0].Json), 2);
        await using var scientist = await stage.SignInAsync(Role.Scientist, width, 900);
        await scientist.Page.GotoAsync("/batches/new");
        await scientist.Part("template-Custom").ClickAsync();
        await Expect(scientist.Part("custom-schema").Locator("[data-place] .card")).ToBeVisibleAsync();
        await scientist.LookAsync("custom-editor");
        await using var worker = await stage.SignInAsync(Role.Worker, width, 900);
        await worker.Page.GotoAsync(batch.Path);
        await Expect(worker.Page.Locator(".card.current")).ToBeVisibleAsync();
        await worker.LookAsync("custom-card");
        var words = await DrawnBatch.OfWordsAsync(
            stage, $"Custom words {width}", ["Total", "Invoice", "quantity"], readings: [.. new[] { "Total", "Invo1ce", "quantity" }.Select(w => $$"""{"word":"{{w}}"}""")], template: Template.Custom,
            formJson: CustomSchema.Compact(CustomSchema.Examples[1].Json));
        await using (var other = await stage.SignInAsync(Role.Worker, width, 900))
        {
            await other.Page.GotoAsync(words.Path);
            await Expect(other.Page.Locator(".card.current [data-field=word] input")).ToHaveValueAsync("Total");
            await other.LookAsync("custom-word");
        }
        if (width < 500)
        {
            await worker.Part("field-kind").First.GetByText("Invoice").TapAsync();
            await worker.Part("accept").First.TapAsync();
            await Expect(worker.Part("counter")).ToContainTextAsync("1 done");
        }
    }

    private static async Task<string> MakeBatchAsync(Visit scientist)
    {
        await scientist.Page.GotoAsync("/batches/new");
        await scientist.Part("template-Custom").ClickAsync();
        var preview = scientist.Part("custom-schema").Locator("[data-place]");
        await Expect(preview.GetByTestId("field-kind")).ToBeVisibleAsync();
        await BuildFormAsync(scientist, preview);
        await MendJsonAsync(scientist);
        // the card beside it answers to the keys it will have
        await preview.GetByTestId("field-kind").Locator("input").First.FocusAsync();
        await scientist.Page.Keyboard.PressAsync("2");
        await Expect(preview.GetByTestId("field-total").Locator("input")).ToBeFocusedAsync();
        await scientist.Page.Keyboard.TypeAsync("abc");
        await scientist.Page.Keyboard.PressAsync("Enter");
        await Expect(preview.GetByTestId("hint")).ToContainTextAsync("Total: does not match the format");
        await scientist.Page.Keyboard.PressAsync("Control+A");
        await scientist.Page.Keyboard.TypeAsync("12.50");
        await scientist.Page.Keyboard.PressAsync("Enter");
        await Expect(scientist.Part("preview-answer")).ToContainTextAsync("""{"kind":"invoice","total":"12.50",""");

        await scientist.Part("name").FillAsync("Custom receipts");
        await scientist.Part("some-documents").ClickAsync();
        await scientist.Part("find-document").FillAsync("Custom-");
        var choices = scientist.Part("document-choices").GetByRole(AriaRole.Checkbox);
        await Expect(choices).ToHaveCountAsync(Cards);
        for (var i = 0; i < Cards; i++)
            await choices.Nth(i).CheckAsync();
        await Expect(scientist.Part("preview-count")).ToContainTextAsync($"{Cards} pages");
        await scientist.ChoosePoolAsync();
        await scientist.Part("overlap").FillAsync("1");
        await scientist.Part("create").ClickAsync();
        await scientist.Page.WaitForURLAsync(BatchAddress());
        await Expect(scientist.Part("figures")).ToBeVisibleAsync(new() { Timeout = Patience });
        return new Uri(scientist.Page.Url).AbsolutePath;
    }

    private static async Task BuildFormAsync(Visit scientist, ILocator preview)
    {
        var keyboard = scientist.Page.Keyboard;
        await scientist.Page.EvaluateAsync("for (const kind of ['mousedown', 'touchstart', 'pointerdown']) addEventListener(kind, () => window.usedMouse = true, true)");
        await PressAsync("example-Blank");
        await Expect(scientist.Part("no-fields")).ToBeVisibleAsync();
        await AddAsync("Choice", "What is it?");
        await Expect(scientist.Part("field-name")).ToHaveValueAsync("what_is_it");
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Control+A");
        await keyboard.TypeAsync("kind");
        await OptionsAsync(("Receipt", "receipt", "1"), ("Invoice", "invoice", "2"), ("Something else", "other", "3"));
        await scientist.Part("field-required").PressAsync("Space");
        await Expect(preview.GetByTestId("field-kind").GetByText("Something else")).ToBeVisibleAsync();
        await AddAsync("Text", "Total");
        await Expect(scientist.Part("field-name")).ToHaveValueAsync("total");
        await scientist.Part("field-max-length").FillAsync("20");
        await scientist.Part("field-pattern").FillAsync("[0-9]+([.,][0-9]{2}");
        await Expect(scientist.Part("field-fault")).ToHaveTextAsync("“Total”: the pattern is not a regular expression: a “)” is missing.");
        await scientist.LookAsync("custom-field-fault", 1440, 390);
        await scientist.Part("field-pattern").FillAsync("[0-9]+([.,][0-9]{2})?");
        await AddAsync("Text", "Remark");
        await scientist.Part("field-multiline").PressAsync("Space");
        await AddAsync("Number", "Items");
        await scientist.Part("field-min").FillAsync("0");
        await scientist.Part("field-max").FillAsync("200");
        await scientist.Part("field-integer").PressAsync("Space");
        await AddAsync("MultiChoice", "What else is on it?");
        await Expect(scientist.Part("field-name")).ToHaveValueAsync("what_else_is_on_it");
        await scientist.Part("field-name").FillAsync("marks");
        await OptionsAsync(("A logo", "logo", "l"), ("A signature", "signature", "s"), ("Handwriting", "handwriting", "h"));
        await scientist.LookAsync("custom-options", 1440, 390);
        await AddAsync("Boxes", "Where");
        await scientist.Part("field-max-boxes").FillAsync("1");
        // the remark goes to the end, and the field that has the focus keeps it
        var remark = scientist.Part("form-field").Filter(new() { HasText = "Remark" });
        await remark.GetByTestId("field-title").FocusAsync();
        for (var place = 4; place <= 6; place++)
        {
            await keyboard.PressAsync("Alt+ArrowDown");
            await Expect(scientist.Part("form-told")).ToContainTextAsync($"“Remark”: {place} of 6.");
        }
        await Expect(remark.GetByTestId("field-title")).ToBeFocusedAsync();
        await remark.GetByTestId("delete").PressAsync("Enter");
        await Expect(scientist.Part("undo-delete")).ToBeFocusedAsync();
        await scientist.LookAsync("custom-deleted", 1440, 390);
        await keyboard.PressAsync("Enter");
        await Expect(scientist.Part("form-field")).ToHaveTextAsync([new Regex("What is it"), new Regex("Total"), new Regex("Items"), new Regex("What else"), new Regex("Where"), new Regex("Remark")]);
        await Expect(scientist.Part("form-state")).ToHaveTextAsync("6 fields, no faults.");
        Assert.Null(await scientist.Page.EvaluateAsync<bool?>("window.usedMouse ?? null"));
        // and by hand
        var (grip, first) = (scientist.Part("form-field").Nth(3).Locator("[data-grip]").First, scientist.Part("form-field").First);
        await grip.DragToAsync(first, new() { TargetPosition = new() { X = 20, Y = 4 } });
        await Expect(scientist.Part("form-field").First).ToContainTextAsync("What else");
        for (var place = 0; place < 3; place++)
        {
            await scientist.Part("form-field").Nth(place).GetByTestId("down").ClickAsync();
            await Expect(scientist.Part("form-field").Nth(place + 1)).ToContainTextAsync("What else");
        }

        Task PressAsync(string part) => scientist.Part(part).PressAsync("Enter");

        async Task AddAsync(string kind, string label)
        {
            await PressAsync("add-field");
            await Expect(scientist.Part($"add-{kind}")).ToBeVisibleAsync();
            await PressAsync($"add-{kind}");
            await Expect(scientist.Part("field-label")).ToBeFocusedAsync();
            await keyboard.TypeAsync(label);
        }

        async Task OptionsAsync(params (string Label, string Value, string Hotkey)[] options)
        {
            await scientist.Part("option-label").First.FocusAsync();
            foreach (var (place, (label, value, hotkey)) in options.Index())
            {
                await Expect(scientist.Part("option-label").Nth(place)).ToBeFocusedAsync();
                await keyboard.PressAsync("Control+A");
                await keyboard.TypeAsync(label);
                await Expect(scientist.Part("option-value").Nth(place)).ToHaveValueAsync(label);
                await keyboard.PressAsync("Tab");
                await keyboard.PressAsync("Control+A");
                await keyboard.TypeAsync(value);
                await keyboard.PressAsync("Tab");
                await keyboard.TypeAsync(hotkey);
                if (place + 1 < options.Length)
                    await keyboard.PressAsync("Enter");
            }
        }
    }

    /// <summary>Broken JSON says what is wrong in words, leads there, and keeps the fields as they were.</summary>
    private static async Task MendJsonAsync(Visit scientist)
    {
        await scientist.Part("view-Form").FocusAsync();
        await scientist.Page.Keyboard.PressAsync("ArrowRight");
        var whole = await scientist.Part("schema").InputValueAsync();
        await scientist.Part("schema").FillAsync(whole.Replace("\"label\": \"Total\",", "\"label\": \"Total\"", StringComparison.Ordinal));
        await Expect(scientist.Part("schema-faults")).ToContainTextAsync(new Regex("^Line 8, column [0-9]+: A comma is missing after “Total”.$"));
        await scientist.LookAsync("custom-fault", 1440, 390);
        await scientist.Part("schema-faults").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(scientist.Part("schema")).ToBeFocusedAsync();
        await scientist.Part("view-Form").ClickAsync();
        await Expect(scientist.Part("not-shown")).ToContainTextAsync("A comma is missing after “Total”.");
        await Expect(scientist.Part("form-field")).ToHaveCountAsync(6);
        await scientist.LookAsync("custom-not-shown", 1440, 390);
        var walk = new KeyboardWalk(scientist);
        foreach (var opener in new[] { "discard-json", "example-Blank" })
            await walk.ThroughDialogAsync(scientist.Part(opener));
        await scientist.Part("to-json").ClickAsync();
        await scientist.Part("schema").FillAsync(whole);
        await Expect(scientist.Part("schema-good")).ToHaveTextAsync("6 fields, no faults.");
        await scientist.Part("view-Form").ClickAsync();
        await Expect(scientist.Part("form-state")).ToHaveTextAsync("6 fields, no faults.");
    }

    private async Task FillInAsync(string batch)
    {
        await using var worker = await stage.SignInAsync(Role.Worker);
        var keyboard = worker.Page.Keyboard;
        await worker.Part("work-batch").Filter(new() { HasText = batch }).GetByTestId("start").ClickAsync();
        await Expect(worker.Page.Locator(".card.current [data-field=kind] input").First).ToBeFocusedAsync(new() { Timeout = Patience });
        await worker.Page.EvaluateAsync("for (const kind of ['mousedown', 'touchstart', 'pointerdown']) addEventListener(kind, () => window.usedMouse = true, true)");
        await keyboard.PressAsync("F1");
        await Expect(worker.Part("help-dialog")).ToContainTextAsync("What else is on it?: A signature");
        await worker.ScreenshotAsync("custom-help");
        await keyboard.PressAsync("Escape");
        // too little is not accepted, and the field that lacks is in hand
        await keyboard.PressAsync("Enter");
        await Expect(worker.Page.Locator(".card.current")).ToContainTextAsync("What is it?: this field is required.");
        for (var i = 0; i < Cards; i++)
        {
            await keyboard.PressAsync("1");
            await keyboard.TypeAsync($"{i}.50");
            await keyboard.PressAsync("Tab");
            await keyboard.TypeAsync("7");
            await keyboard.PressAsync("Alt+l");
            await keyboard.PressAsync("Alt+.");
            await keyboard.PressAsync("Tab");
            await worker.Page.Locator(".card.current [data-field=remark] textarea").FocusAsync();
            await keyboard.TypeAsync("two");
            await keyboard.PressAsync("Enter");
            await keyboard.TypeAsync("lines");
            if (i == 0)
                await worker.ScreenshotAsync("custom-card");
            await keyboard.PressAsync("Control+Enter");
            await Expect(i + 1 < Cards ? worker.Part("counter") : worker.Part("end")).ToContainTextAsync(i + 1 < Cards ? $"{i + 1} done in this session" : "All done");
        }
        await Expect(worker.Part("unsent")).ToBeHiddenAsync();
        Assert.Null(await worker.Page.EvaluateAsync<bool?>("window.usedMouse ?? null"));
    }

    private static async Task<string[]> LinesAsync(Visit scientist, string link)
    {
        var download = await scientist.Page.RunAndWaitForDownloadAsync(() => scientist.Part(link).ClickAsync());
        return (await File.ReadAllTextAsync(await download.PathAsync())).Split(link.EndsWith("csv", StringComparison.Ordinal) ? "\r\n" : "\n", StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex("/batches/[0-9a-f-]{36}$")]
    private static partial Regex BatchAddress();
}
