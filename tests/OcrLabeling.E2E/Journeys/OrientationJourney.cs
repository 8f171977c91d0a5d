using System.Text.Json;
using System.Text.RegularExpressions;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Templates;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>Pages set upright: a batch made on the screen, previewed, answered by one key a page, looked at, downloaded.</summary>
[Collection(nameof(Stage))]
public sealed partial class OrientationJourney(Stage stage)
{
    private const int Pages = 3;

    [Fact]
    public async Task Pages_are_set_upright_by_one_key_each()
    {
        await PageImages.AddAsync(stage, "sideways", Pages);
        await using var scientist = await stage.SignInAsync(Role.Scientist);
        var batch = await MakeBatchAsync(scientist);

        await scientist.Page.GotoAsync(batch + "/sandbox");
        await Expect(scientist.Part("card")).ToHaveCountAsync(Pages);
        await Expect(scientist.Part("sandbox-note")).ToBeVisibleAsync();

        await using (var worker = await stage.SignInAsync(Role.Worker))
        {
            await worker.Page.GotoAsync(batch.Replace("/batches/", "/work/", StringComparison.Ordinal));
            await Expect(worker.Part("card")).ToHaveCountAsync(Pages);
            await worker.ScreenshotAsync("orientation-work");
            // the second cannot be told, no, it stands right; the first was turned the wrong way: it is drawn turned, and its top is on the right now
            foreach (var key in new[] { "ArrowLeft", "x", "Backspace", "Enter", "Backspace", "Backspace", "ArrowRight", "Numpad2" })
                await worker.Page.Keyboard.PressAsync(key);
            await Expect(worker.Part("end")).ToBeVisibleAsync();
            await Expect(worker.Part("unsent")).ToBeHiddenAsync();
        }

        await scientist.Page.GotoAsync(batch + "/annotations?order=sequence");
        await Expect(scientist.Part("answer")).ToHaveTextAsync([new Regex("Stands upright"), new Regex("Stands upright"), new Regex("Turn by 180°")]);
        await scientist.ScreenshotAsync("orientation-gallery");
        await scientist.Page.GotoAsync(batch + "/results");
        await Expect(scientist.Part("resolved")).ToHaveTextAsync($"{Pages}");
        var download = await scientist.Page.RunAndWaitForDownloadAsync(() => scientist.Part("download-jsonl").ClickAsync());
        var truths = (await File.ReadAllLinesAsync(await download.PathAsync())).Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("consensus").GetProperty("value").GetInt32());
        Assert.Equal([0, 0, 180], truths);
    }

    private static async Task<string> MakeBatchAsync(Visit scientist)
    {
        await scientist.Page.GotoAsync("/batches/new");
        await scientist.Part($"template-{Template.PageOrientation}").CheckAsync();
        await scientist.Part("some-documents").CheckAsync();
        await scientist.Part("find-document").FillAsync("sideways");
        await Expect(scientist.Part("document-choices").GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(Pages);
        foreach (var choice in await scientist.Part("document-choices").GetByRole(AriaRole.Checkbox).AllAsync())
            await choice.CheckAsync();
        await Expect(scientist.Part("preview-count")).ToHaveTextAsync($"{Pages} pages → {Pages * 3} assignments");
        await scientist.Part("name").FillAsync("Which way is up");
        await scientist.Part("pool").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await scientist.Part("overlap").FillAsync("1");
        await scientist.ScreenshotAsync("orientation-new-batch");
        await scientist.Part("create").ClickAsync();
        await scientist.Page.WaitForURLAsync(BatchAddress());
        await Expect(scientist.Part("figures")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        return new Uri(scientist.Page.Url).AbsolutePath;
    }

    [GeneratedRegex("/batches/[0-9a-f-]{36}$")]
    private static partial Regex BatchAddress();
}
