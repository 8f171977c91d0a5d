using Microsoft.EntityFrameworkCore;
using OcrLabeling.Core.Accounts;
using OcrLabeling.Core.Review;
using OcrLabeling.Core.Templates;
using OcrLabeling.E2E.Harness;

namespace OcrLabeling.E2E.Journeys;

/// <summary>The team looks at what comes in, decides what is disputed and answers workers who dispute a check.</summary>
[Collection(SecondStageDefinition.Name)]
public sealed class QualityJourney(Stage stage)
{
    [Fact]
    public async Task Disputes_are_decided_one_after_the_other_by_keyboard()
    {
        string[] words = ["Total", "Invoice", "$25.00", "quantity", "Straße"];
        var batch = await DrawnBatch.OfWordsAsync(stage, "Disputed", words, overlap: 2);
        using var crowd = await Crowd.OfAsync(stage.Host, "Ada", "Ben");
        await crowd.AnswerAsync(crowd.Workers[0], batch.Id, card => words[card.Sequence]);
        await crowd.AnswerAsync(crowd.Workers[1], batch.Id, card => words[card.Sequence] + "?");
        await crowd.ResolveAsync(batch.Id);

        await using var visit = await stage.SignInAsync(Role.Scientist);
        await visit.Page.GotoAsync($"/batches/{batch.Id}");
        await Expect(visit.Part("waits-Adjudication")).ToHaveTextAsync("5");
        await visit.Part("tab-Adjudication").ClickAsync();
        await ExpectTaskAsync("Total");
        await visit.ScreenshotAsync("adjudication-scientist-1280-light");
        await PressAsync("1");
        await ExpectTaskAsync("Invoice");
        await PressAsync("n");
        await ExpectTaskAsync("$25.00");
        await PressAsync("e");
        await Expect(visit.Part("own-truth")).ToHaveValueAsync("$25.00");
        await visit.Part("own-truth").FillAsync("$26.00");
        await visit.Page.Keyboard.PressAsync("Enter");
        await ExpectTaskAsync("quantity");
        await PressAsync("u");
        await ExpectTaskAsync("Straße");
        await PressAsync("z");
        await ExpectTaskAsync("quantity");
        await PressAsync("2");
        await ExpectTaskAsync("Straße");
        await PressAsync("m");
        await visit.Part("show-put-off").ClickAsync();
        await ExpectTaskAsync("Invoice");
        await PressAsync("1");
        await Expect(visit.Part("nothing-disputed")).ToBeVisibleAsync();
        await Expect(visit.Part("waits-Adjudication")).ToBeHiddenAsync();

        await using var db = HostData.Open(stage.Host);
        var truths = await (from c in db.Consensus join t in db.Tasks on c.TaskId equals t.Id where c.BatchId == batch.Id orderby t.Sequence select new { t.Sequence, c.Status, c.Text }).ToListAsync();
        Assert.Equal([(0, "Total"), (1, "Invoice"), (2, "$26.00"), (3, "quantity?")], truths.Select(t => (t.Sequence, t.Text!)));
        Assert.All(truths, t => Assert.Equal(ConsensusStatus.Adjudicated, t.Status));
        Assert.Equal(1, await batch.CountAsync(Core.Tasks.AssignmentStatus.Open));

        Task ExpectTaskAsync(string first) => Expect(visit.Part("candidate").First.Locator(".what")).ToHaveTextAsync(first);

        async Task PressAsync(string key)
        {
            await Expect(visit.Part("decision")).ToBeFocusedAsync();
            // a key pressed within the first moments is taken for one of the task before
            await Task.Delay(400);
            await visit.Page.Keyboard.PressAsync(key);
        }
    }

    [Fact]
    public async Task The_open_words_of_a_page_are_decided_one_by_one()
    {
        PageWord[] page = [new("the", [60, 132, 90, 152], 0), new("quick", [160, 132, 208, 156], 0), new("brown", [260, 132, 312, 152], 0)];
        var batch = await DrawnBatch.OfPagesAsync(stage, "Open words", Template.DocumentTranscription, "{}", 1, PageTextForm.Write(page), overlap: 2);
        using var crowd = await Crowd.OfAsync(stage.Host, "Ada Lovelace", "Grace Hopper");
        await crowd.AnswerAsync(crowd.Workers[0], batch.Id, _ => PageTextForm.Write(page), AnswerKind.Labeled);
        await crowd.AnswerAsync(crowd.Workers[1], batch.Id, _ => PageTextForm.Write([page[0], page[1] with { Text = "qu1ck" }]), AnswerKind.Labeled);
        await crowd.ResolveAsync(batch.Id);

        await using var visit = await stage.SignInAsync(Role.Scientist);
        await visit.Page.GotoAsync($"/adjudication?batch={batch.Id}");
        await Expect(visit.Part("disputed-word")).ToHaveCountAsync(2);
        await visit.ScreenshotAsync("open-words-scientist-1280-light");
        var (quick, brown) = (visit.Part("disputed-word").Nth(0), visit.Part("disputed-word").Nth(1));
        await quick.GetByText("quick", new() { Exact = true }).ClickAsync();
        await brown.GetByTestId("disputed-own").FillAsync("browne");
        // a digit typed into a word decides nothing
        await brown.GetByTestId("disputed-own").PressAsync("1");
        await brown.GetByTestId("disputed-own").PressAsync("Backspace");
        await visit.Part("decide-words").ClickAsync();
        await Expect(visit.Part("nothing-disputed")).ToBeVisibleAsync();
        await using var db = HostData.Open(stage.Host);
        var truth = await db.Consensus.SingleAsync(c => c.BatchId == batch.Id);
        Assert.Equal((ConsensusStatus.Adjudicated, "the quick browne"), (truth.Status, PageTextForm.PlainText(truth.Text!)));
    }

    [Fact]
    public async Task A_disputed_check_is_looked_at_and_the_worker_is_told()
    {
        var settled = await DrawnBatch.OfWordsAsync(stage, "Settled", ["Betrag", "Summe"], overlap: 2);
        var batch = await DrawnBatch.OfWordsAsync(stage, "Checked", ["one", "two", "three", "four", "five", "six"]);
        using var crowd = await Crowd.OfAsync(stage.Host, "Eve", "Max");
        foreach (var worker in crowd.Workers)
            await crowd.AnswerAsync(worker, settled.Id, _ => "Betrag");
        await crowd.ResolveAsync(settled.Id);
        await crowd.AddGoldAsync(batch.Id, settled.Id, 2);

        await using var worked = await stage.SignInAsync(Role.Worker);
        await worked.Page.GotoAsync(batch.Path);
        while (await batch.CountAsync(Core.Tasks.AssignmentStatus.Submitted) is var done && !await worked.Part("nothing-left").IsVisibleAsync())
        {
            await Expect(worked.Page.Locator(".card.current input[type=text], .card.current textarea").First).ToBeFocusedAsync();
            await worked.Page.Keyboard.InsertTextAsync("Summe");
            await worked.Page.Keyboard.PressAsync("Enter");
            await Expect(worked.Part("unsent")).ToBeHiddenAsync();
            if (done > 6)
                break;
        }
        await crowd.AgeChecksAsync(Core.Gold.MissedChecks.ShownAfter + TimeSpan.FromMinutes(1));
        await worked.Page.GotoAsync("/work");
        await worked.Part("nav-work/checks").ClickAsync();
        await worked.Part("dispute-note").First.FillAsync("It says Summe.");
        await worked.ScreenshotAsync("checks-worker-1280-light");
        await worked.Part("dispute-check").First.ClickAsync();
        await Expect(worked.Part("dispute-status").First).ToHaveTextAsync("Under review");

        await using var visit = await stage.SignInAsync(Role.Scientist);
        await visit.Page.GotoAsync("/stats");
        await visit.Part("bell").ClickAsync();
        await Expect(visit.Part("notification-DisputedChecks").Filter(new() { HasText = "Checked" })).ToContainTextAsync("New");
        await visit.LookAsync("notifications-scientist", 1280, 390);
        await visit.Page.GotoAsync("/batches");
        // the list says what waits, and leads to where it is done
        await visit.Rows("batch-row").Filter(new() { HasText = "Checked" }).GetByTestId("waits-Quality").ClickAsync();
        await visit.Page.WaitForURLAsync($"**/batches/{batch.Id}/quality");
        await Expect(visit.Part("batch-tabs").GetByTestId("waits-Quality")).ToBeVisibleAsync();
        await Expect(visit.Part("disputed-checks")).ToContainTextAsync("It says Summe.");
        await visit.Part("dispute-reply").FillAsync("So it does.");
        await visit.ScreenshotAsync("quality-disputed-scientist-1280-light");
        await visit.Part("dispute-agree").ClickAsync();
        await Expect(visit.Part("disputed-checks")).ToBeHiddenAsync();

        await worked.Page.ReloadAsync();
        await Expect(worked.Part("dispute").Filter(new() { HasText = "So it does." })).ToContainTextAsync("Your answer was right");
    }

    [Fact]
    public async Task Answers_stream_in_and_a_worker_can_be_stopped_from_there()
    {
        var batch = await DrawnBatch.OfWordsAsync(stage, "Live", [.. Enumerable.Range(0, 40).Select(i => $"word{i}")]);
        using var crowd = await Crowd.OfAsync(stage.Host, "Swift");
        await using var visit = await stage.SignInAsync(Role.Scientist);
        await visit.Page.GotoAsync($"/batches/{batch.Id}/live");
        await Expect(visit.Part("live-empty")).ToBeVisibleAsync();
        await crowd.AnswerAsync(crowd.Workers[0], batch.Id, card => card.Sequence < 25 ? card.PreLabel : null);
        // another process wrote these: the page looks on its own every quarter of a minute
        await Expect(visit.Part("live-answer")).ToHaveCountAsync(24);
        await Expect(visit.Part("too-fast")).ToBeVisibleAsync();
        await visit.LookAsync("live-too-fast", 390, 1280);
        await visit.Part("take-back").ClickAsync();
        await Expect(visit.Told).ToContainTextAsync("5 cards of Swift are with the others again.");
        await visit.Part("pause-worker").ClickAsync();
        await Expect(visit.Part("resume-worker")).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Swift" }).ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Swift");
        await Expect(visit.Rows("live-row")).ToContainTextAsync("Paused");
    }
}
