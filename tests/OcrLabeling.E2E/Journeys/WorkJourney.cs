using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Labeling;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

[Collection(nameof(Stage))]
public sealed class WorkJourney(Stage stage)
{
    // an answer may wait 15 s for the next try
    private static readonly LocatorAssertionsToBeHiddenOptions patient = new() { Timeout = 60_000 };

    private static readonly string[] words = ["Total", "$25", "Invoice", "Straße", "12.50", "CASH", "l0vely", "Thank", "you!", "Q4/26", "second", "page"];

    [Fact]
    public async Task Ten_words_are_labeled_by_keyboard_only()
    {
        var batch = await WordBatch.MakeAsync(stage, "Keyboard", words);
        await using var worker = await StartAsync(batch);
        await worker.Page.EvaluateAsync("() => { window.pointed = 0; for (const name of ['mousedown', 'pointerdown', 'touchstart']) addEventListener(name, () => window.pointed++, true); }");
        await AcceptAsync(worker, 1);
        await worker.Page.Keyboard.PressAsync("ControlOrMeta+A");
        await worker.Page.Keyboard.TypeAsync("$25");
        await AcceptAsync(worker, 1);
        await worker.Page.Keyboard.PressAsync("Alt+2");
        await AcceptAsync(worker, 1);
        await worker.Page.Keyboard.PressAsync("Backspace");
        await worker.Page.Keyboard.TypeAsync("e");
        await AcceptAsync(worker, 1);
        await worker.Page.Keyboard.TypeAsync("nonsense");
        await worker.Page.Keyboard.PressAsync("Escape");
        await AcceptAsync(worker, 1);
        // back to the third, which is a transcription after all
        for (var i = 0; i < 3; i++)
            await worker.Page.Keyboard.PressAsync("Shift+Enter");
        await worker.Page.Keyboard.PressAsync("Alt+1");
        await AcceptAsync(worker, 5);
        await worker.Page.Keyboard.PressAsync("Alt+Numpad4");
        await AcceptAsync(worker, 1);
        // the next page is there already
        await Expect(worker.Part("counter")).ToContainTextAsync("Word 1 of 2 · 10 done");
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);

        var answers = await batch.AnswersAsync();
        Assert.Equal(["Total", "$25", "Invoice", "Straße", "12.50", "CASH", "l0vely", "Than?", "you!", null], answers.Select(a => a.Text));
        Assert.Equal(
            [PreLabelRelation.Accepted, PreLabelRelation.Accepted, PreLabelRelation.Accepted, PreLabelRelation.Edited, PreLabelRelation.Accepted], answers.Take(5).Select(a => a.Relation));
        Assert.Equal((AnswerKind.Unreadable, 2), (answers[9].Kind, answers[2].Revision));
        Assert.All(answers, a => Assert.InRange(a.ActiveMilliseconds, 0, a.NetMilliseconds));
        Assert.Equal(0, await worker.Page.EvaluateAsync<int>("window.pointed"));
    }

    [Fact]
    public async Task Working_on_without_a_network_loses_nothing()
    {
        var batch = await WordBatch.MakeAsync(stage, "Offline", words);
        await using var worker = await StartAsync(batch);
        await AcceptAsync(worker, 2);
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        await worker.Page.Context.SetOfflineAsync(true);
        await AcceptAsync(worker, 8);
        await Expect(worker.Part("unsent")).ToHaveTextAsync("8 unsent");
        // the next page had been fetched before
        await AcceptAsync(worker, 2);
        await Expect(worker.Part("unsent")).ToHaveTextAsync("10 unsent");
        await worker.Page.Context.SetOfflineAsync(false);
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        Assert.Equal(words.Length, (await batch.AnswersAsync()).Count);
        await Expect(worker.Part("end")).ToContainTextAsync("Nothing left for you here");
    }

    [Theory]
    [InlineData(Privacy.Public)]
    [InlineData(Privacy.Donated)]
    public async Task A_reload_in_the_middle_loses_nothing(Privacy privacy)
    {
        var batch = await WordBatch.MakeAsync(stage, $"Reload {privacy}", words, privacy);
        await using var worker = await StartAsync(batch);
        await worker.Page.RouteAsync("**/api/work/answers", route => route.AbortAsync());
        await AcceptAsync(worker, 3);
        await worker.Page.Keyboard.TypeAsync(" half done");
        await Expect(worker.Part("unsent")).ToHaveTextAsync("3 unsent");
        Assert.Equal(privacy == Privacy.Donated ? 0 : 3, await worker.Page.EvaluateAsync<int>(
            "() => new Promise(done => { const open = indexedDB.open('ocrlabeling', 1); open.onsuccess = () => { const stores = [...open.result.objectStoreNames]; if (!stores.length) return done(0); const all = open.result.transaction('answers').objectStore('answers').count(); all.onsuccess = () => done(all.result); }; })"));
        if (privacy == Privacy.Donated)
            worker.Page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await worker.Page.ReloadAsync();
        await Expect(worker.Part("card").First).ToBeVisibleAsync();
        await Expect(worker.Part("unsent")).ToHaveTextAsync("3 unsent");
        await Expect(worker.Part("text").First).ToHaveValueAsync("Straß? half done");
        await worker.Page.UnrouteAsync("**/api/work/answers");
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        Assert.Equal(words.Take(3), (await batch.AnswersAsync()).Select(a => a.Text));
    }

    [Fact]
    public async Task A_server_that_dies_and_comes_back_costs_nothing()
    {
        var batch = await WordBatch.MakeAsync(stage, "Restart", words);
        await using var worker = await StartAsync(batch);
        await AcceptAsync(worker, 2);
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        await stage.Host.KillAsync();
        try
        {
            await AcceptAsync(worker, 4);
            await Expect(worker.Part("unsent")).ToHaveTextAsync("4 unsent");
        }
        finally
        {
            // the other journeys need it too
            await stage.Host.StartAsync();
        }
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        Assert.Equal(words.Take(3), (await batch.AnswersAsync()).Take(3).Select(a => a.Text));
        Assert.Equal(6, await batch.CountAsync(AssignmentStatus.Submitted));
    }

    [Fact]
    public async Task A_closed_page_gives_its_cards_back()
    {
        var batch = await WordBatch.MakeAsync(stage, "Closed", words);
        await using var worker = await StartAsync(batch);
        await AcceptAsync(worker, 1);
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        await worker.Page.GotoAsync("/work");
        var patience = TimeProvider.System.GetTimestamp();
        while (await batch.CountAsync(AssignmentStatus.Claimed) > 0 && TimeProvider.System.GetElapsedTime(patience) < TimeSpan.FromSeconds(15))
            await Task.Delay(100);
        Assert.Equal(words.Length - 1, await batch.CountAsync(AssignmentStatus.Open));
    }

    private async Task<Visit> StartAsync(WordBatch batch)
    {
        var worker = await stage.SignInAsync(Role.Worker);
        await worker.Page.GotoAsync(batch.Path);
        await Expect(worker.Part("card").First).ToBeVisibleAsync();
        return worker;
    }

    private static async Task AcceptAsync(Visit worker, int times)
    {
        for (var i = 0; i < times; i++)
            await worker.Page.Keyboard.PressAsync("Enter");
    }
}
