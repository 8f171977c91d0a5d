using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Documents;
using OcrLabeling.Core.Tasks;
using OcrLabeling.Core.Templates;
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
        var batch = await DrawnBatch.OfWordsAsync(stage, "Keyboard", words);
        await using var worker = await StartAsync(batch);
        await worker.Page.EvaluateAsync("() => { window.pointed = 0; for (const name of ['mousedown', 'pointerdown', 'touchstart']) addEventListener(name, () => window.pointed++, true); }");
        await AcceptAsync(worker, 1);
        await worker.Page.Keyboard.PressAsync("ControlOrMeta+A");
        await worker.Page.Keyboard.TypeAsync("$25");
        await AcceptAsync(worker, 1);
        await worker.Page.Keyboard.PressAsync("Alt+2");
        await AcceptAsync(worker, 1);
        await worker.Page.Keyboard.PressAsync("End");
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
        var batch = await DrawnBatch.OfWordsAsync(stage, "Offline", words);
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
        await Expect(worker.Part("end")).ToContainTextAsync("All done");
    }

    [Theory]
    [InlineData(Privacy.Public)]
    [InlineData(Privacy.Donated)]
    public async Task A_reload_in_the_middle_loses_nothing(Privacy privacy)
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, $"Reload {privacy}", words, privacy);
        await using var worker = await StartAsync(batch);
        await worker.Page.RouteAsync("**/api/work/answers", route => route.AbortAsync());
        await AcceptAsync(worker, 3);
        await worker.Page.Keyboard.PressAsync("End");
        await worker.Page.Keyboard.TypeAsync(" half done");
        await Expect(worker.Part("unsent")).ToHaveTextAsync("3 unsent");
        var kept = await KeptAsync(worker);
        Assert.Equal(privacy == Privacy.Donated ? 0 : 3, kept.Count(k => words.Any(w => k.Contains(w, StringComparison.Ordinal))));
        Assert.Equal(privacy == Privacy.Donated, !kept.Any(k => k.Contains("half done", StringComparison.Ordinal)));
        await worker.Page.ReloadAsync();
        await Expect(worker.Part("card").First).ToBeVisibleAsync();
        await Expect(worker.Part("unsent")).ToHaveTextAsync("3 unsent");
        await Expect(worker.Part("text").First).ToHaveValueAsync("Straß? half done");
        await worker.Page.UnrouteAsync("**/api/work/answers");
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        Assert.Equal(words.Take(3), (await batch.AnswersAsync()).Select(a => a.Text));
    }

    [Theory]
    [InlineData(Privacy.Public)]
    [InlineData(Privacy.Donated)]
    public async Task Answers_without_a_network_outlive_the_tab_and_are_sent_by_the_next_page(Privacy privacy)
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, $"Closed tab {privacy}", words, privacy);
        var other = await DrawnBatch.OfWordsAsync(stage, $"Opened after {privacy}", ["Sum"]);
        await using var worker = await StartAsync(batch);
        await worker.Page.RouteAsync("**/api/work/answers", route => route.AbortAsync());
        await AcceptAsync(worker, 3);
        await Expect(worker.Part("unsent")).ToHaveTextAsync("3 unsent");
        await worker.Page.WaitForFunctionAsync("() => new Promise(done => { const open = indexedDB.open('ocrlabeling', 1); open.onsuccess = () => { const all = open.result.transaction('answers').objectStore('answers').count(); all.onsuccess = () => done(all.result === 3); }; })");
        var next = await worker.Page.Context.NewPageAsync();
        await worker.Page.CloseAsync();
        await next.GotoAsync(other.Path);
        await Expect(next.GetByTestId("card").First).ToBeVisibleAsync();
        await Expect(next.GetByTestId("unsent")).ToBeHiddenAsync(patient);
        Assert.Equal(words.Take(3), (await batch.AnswersAsync()).Select(a => a.Text));
    }

    [Fact]
    public async Task A_server_that_dies_and_comes_back_costs_nothing()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Restart", words);
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
        var batch = await DrawnBatch.OfWordsAsync(stage, "Closed", words);
        await using var worker = await StartAsync(batch);
        await AcceptAsync(worker, 1);
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        await worker.Page.GotoAsync("/work");
        await batch.UntilAsync(AssignmentStatus.Open, words.Length - 1);
    }

    [Fact]
    public async Task Ten_minutes_offline_a_dead_server_and_a_reload_lose_nothing_and_double_nothing()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Ten minutes", words);
        await using var worker = await StartAsync(batch, before: page => page.Clock.InstallAsync());
        await AcceptAsync(worker, 2);
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        await worker.Page.Context.SetOfflineAsync(true);
        await AcceptAsync(worker, 3);
        await worker.Page.Clock.FastForwardAsync("05:00");
        await stage.Host.KillAsync();
        await stage.Host.StartAsync();
        await AcceptAsync(worker, 4);
        await worker.Page.Clock.FastForwardAsync("05:00");
        await Expect(worker.Part("unsent")).ToHaveTextAsync("7 unsent");
        await worker.Page.Context.SetOfflineAsync(false);
        await worker.Page.ReloadAsync();
        await batch.UntilAsync(AssignmentStatus.Submitted, 9);
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        Assert.Equal(words.Take(9).Select((word, i) => i % 4 == 3 ? word[..^1] + "?" : word), (await batch.AnswersAsync()).Select(a => a.Text));
        Assert.Equal(0, await batch.CountAsync(AssignmentStatus.Surplus));
    }

    [Fact]
    public async Task An_idle_page_gives_the_cards_fetched_ahead_back()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Idle", [.. words, .. words]);
        await using var worker = await StartAsync(batch, before: page => page.Clock.InstallAsync());
        await batch.UntilAsync(AssignmentStatus.Claimed, 20);
        await worker.Page.Clock.FastForwardAsync("02:40");
        await batch.UntilAsync(AssignmentStatus.Claimed, 10);
        await worker.Page.Keyboard.PressAsync("Shift");
        await batch.UntilAsync(AssignmentStatus.Claimed, 20);
    }

    [Fact]
    public async Task Words_are_shown_at_one_x_height()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "One size", ["oxen", "Maximum", "jumpy", "HOTEL"], heights: [24, 48, 36, 60]);
        await using var worker = await StartAsync(batch);
        var shown = await worker.Page.Locator(".card:not(.current) .card-image img").EvaluateAllAsync<double[]>("images => images.map(i => i.getBoundingClientRect().height / i.naturalHeight)");
        // drawn at 48, 36 and 60 pixels: the larger the letters are in the image, the smaller it is drawn
        Assert.InRange(shown[0] * 48 / (shown[1] * 36), 0.8, 1.25);
        Assert.InRange(shown[2] * 60 / (shown[1] * 36), 0.8, 1.25);
    }

    [Fact]
    public async Task The_last_answer_can_be_taken_back_and_keys_can_be_changed()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Undo", words);
        await using var worker = await StartAsync(batch);
        await AcceptAsync(worker, 10);
        await Expect(worker.Part("counter")).ToContainTextAsync("Word 1 of 2");
        // the last card of the page before
        await worker.Page.Keyboard.PressAsync("Alt+z");
        await Expect(worker.Part("counter")).ToContainTextAsync("Word 10 of 10");
        await worker.Page.Keyboard.PressAsync("ControlOrMeta+A");
        await worker.Page.Keyboard.TypeAsync("Q4/27");
        await AcceptAsync(worker, 1);

        await worker.Page.Keyboard.PressAsync("F1");
        var unreadable = worker.Part("help-dialog").Locator("tr").Filter(new() { HasText = "handwritten, unreadable" });
        await unreadable.GetByTestId("change-key").ClickAsync();
        await worker.Page.Keyboard.PressAsync("F9");
        await Expect(unreadable.Locator("kbd")).ToHaveTextAsync(["F9"]);
        await worker.ScreenshotAsync("work-help");
        await worker.Page.Keyboard.PressAsync("Escape");
        await worker.Page.ReloadAsync();
        await Expect(worker.Part("card").First).ToBeVisibleAsync();
        await worker.Page.Keyboard.PressAsync("F9");
        await AcceptAsync(worker, 1);
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        var answers = await batch.AnswersAsync();
        Assert.Equal((11, "Q4/27", 3, AnswerKind.Unreadable), (answers.Count, answers[9].Text, answers[9].Revision, answers[10].Kind));
    }

    [Fact]
    public async Task While_the_next_page_is_awaited_this_one_can_be_mended()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Awaited", words);
        var claims = 0;
        await using var worker = await StartAsync(batch, before: page => page.RouteAsync("**/claim", route => claims++ == 0 ? route.ContinueAsync() : route.AbortAsync()));
        await AcceptAsync(worker, 10);
        await Expect(worker.Part("message")).ToContainTextAsync("The server is not responding");
        await Expect(worker.Part("message")).ToBeInViewportAsync();
        await worker.Page.Keyboard.PressAsync("Shift+Enter");
        await worker.Page.Keyboard.PressAsync("End");
        await worker.Page.Keyboard.TypeAsync("!!");
        await worker.Page.UnrouteAsync("**/claim");
        // it has come, but nobody is taken from a card he is typing on
        await Expect(worker.Part("message")).ToContainTextAsync("The next cards are ready");
        await Expect(worker.Part("counter")).ToContainTextAsync("Word 9 of 10");
        // a click beside the cards does not take the keys away
        await worker.Page.Locator("main").ClickAsync(new() { Position = new() { X = 5, Y = 5 } });
        await AcceptAsync(worker, 1);
        await Expect(worker.Part("counter")).ToContainTextAsync("Word 1 of 2 · 10 done");
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        Assert.Equal(("you!!!", 2), ((await batch.AnswersAsync())[8].Text, (await batch.AnswersAsync())[8].Revision));
    }

    [Fact]
    public async Task Answers_wait_for_their_worker_while_somebody_else_is_signed_in()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Signed out", words);
        await using var worker = await StartAsync(batch);
        await using var other = new Visit(worker.Page.Context, await worker.Page.Context.NewPageAsync(), stage.Host.Url);
        await other.Page.GotoAsync("/work");
        await other.Part("account-menu").ClickAsync();
        await other.Part("sign-out").ClickAsync();
        await Expect(other.Part("email")).ToBeVisibleAsync();
        await AcceptAsync(worker, 2);
        await Expect(worker.Part("message")).ToContainTextAsync("You are signed out");
        await other.SignInAsync(Accounts.EmailOf(Role.Scientist), Accounts.Password);
        await AcceptAsync(worker, 1);
        await Expect(worker.Part("unsent")).ToHaveTextAsync("3 unsent");
        await other.Page.Context.ClearCookiesAsync();
        await other.SignInAsync(Accounts.EmailOf(Role.Worker), Accounts.Password);
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        await Expect(worker.Part("message")).ToBeEmptyAsync();
        Assert.Equal(words.Take(3), (await batch.AnswersAsync()).Select(a => a.Text));
    }

    [Fact]
    public async Task An_answer_undone_before_it_was_sent_is_there_after_a_reload()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Undone at once", words[..2]);
        await using var worker = await StartAsync(batch);
        await worker.Page.Context.SetOfflineAsync(true);
        await worker.Page.Keyboard.TypeAsync("not sent");
        await worker.Page.Keyboard.PressAsync("Enter");
        await worker.Page.Keyboard.PressAsync("Alt+z");
        await worker.Page.Context.SetOfflineAsync(false);
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        await worker.Page.ReloadAsync();
        await Expect(worker.Part("card")).ToHaveCountAsync(2);
        await Expect(worker.Page.Locator(".card.current").GetByTestId("text")).ToHaveValueAsync("not sent", new() { Timeout = patient.Timeout });
        Assert.Empty(await batch.AnswersAsync());
    }

    [Fact]
    public async Task A_card_can_be_passed_on_with_a_reason()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Skipped", words[..3]);
        await using var worker = await StartAsync(batch);
        await worker.Page.Keyboard.PressAsync("Alt+k");
        await Expect(worker.Part("skip-dialog")).ToBeVisibleAsync();
        await worker.ScreenshotAsync("work-skip");
        // too long a note is neither cut nor lost
        await worker.Part("skip-note").FillAsync(new string('x', OptionalNote.MaxLength + 1));
        await worker.Part("skip-CannotJudge").ClickAsync();
        await Expect(worker.Part("skip-fault")).ToHaveTextAsync("The note has 2,001 characters; it can have at most 2,000.");
        await Expect(worker.Part("skip-note")).ToHaveValueAsync(new string('x', OptionalNote.MaxLength + 1));
        await worker.Part("skip-note").FillAsync("");
        await worker.Part("skip-CannotJudge").FocusAsync();
        await worker.Page.Keyboard.PressAsync("3");
        await Expect(worker.Part("skip-dialog")).ToBeHiddenAsync();
        await Expect(worker.Part("summary").First).ToContainTextAsync("Skipped");
        await AcceptAsync(worker, 2);
        await Expect(worker.Part("unsent")).ToBeHiddenAsync(patient);
        Assert.Equal(words[1..3], (await batch.AnswersAsync()).Select(a => a.Text));
        Assert.Equal(SkipReason.CannotJudge, Assert.Single(await batch.SkipsAsync()).Reason);
        Assert.Equal(1, await batch.CountAsync(AssignmentStatus.Open));
    }

    private async Task<Visit> StartAsync(DrawnBatch batch, Func<IPage, Task>? before = null)
    {
        var worker = await stage.SignInAsync(Role.Worker);
        if (before is not null)
            await before(worker.Page);
        await worker.Page.GotoAsync(batch.Path);
        await Expect(worker.Part("card").First).ToBeVisibleAsync();
        return worker;
    }

    /// <summary>Everything the page has written down on this computer, as it can be read there.</summary>
    private static Task<string[]> KeptAsync(Visit worker) => worker.Page.EvaluateAsync<string[]>("""
        () => new Promise(done => {
          const open = indexedDB.open('ocrlabeling', 1);
          open.onsuccess = () => {
            const all = open.result.transaction('answers').objectStore('answers').getAll();
            all.onsuccess = () => done([...all.result, ...Object.values(sessionStorage)].map(kept => JSON.stringify(kept)));
          };
        })
        """);

    private static async Task AcceptAsync(Visit worker, int times)
    {
        for (var i = 0; i < times; i++)
            await worker.Page.Keyboard.PressAsync("Enter");
    }
}
